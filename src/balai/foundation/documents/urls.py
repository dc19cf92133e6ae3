"""Addresses of documents: the public check, downloads, and the settings of numbering."""

from django.urls import path

from balai.foundation.documents.views import files, public

app_name = "documents"
urlpatterns = [
    path("v/", public.enter, name="enter"),
    path("v/sertifikat-akar.pem", public.root_certificate, name="root_certificate"),
    path("v/<str:code>", public.check, name="check"),
    path("dokumen/<uuid:document_id>/unduh", files.download, name="download"),
]
