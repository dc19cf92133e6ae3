"""Addresses of documents: the public check, downloads, and the settings of numbering."""

from django.urls import path

from balai.foundation.documents.views import files, office, public

app_name = "documents"
urlpatterns = [
    path("v/", public.enter, name="enter"),
    path("v/sertifikat-akar.pem", public.root_certificate, name="root_certificate"),
    path("v/<str:code>", public.check, name="check"),
    path("dokumen/<uuid:document_id>/unduh", files.download, name="download"),
    path("kerja/dokumen/", office.documents, name="documents"),
    path("kerja/dokumen/<uuid:document_id>/", office.document, name="document"),
    path("kerja/dokumen/<uuid:document_id>/tanda-tangan/<int:place>/", office.sign, name="sign"),
    path("kerja/dokumen/<uuid:document_id>/cabut/", office.revoke, name="revoke"),
    path("kerja/dokumen/penomoran/<uuid:unit_id>/", office.numbering, name="numbering"),
    path("kerja/dokumen/nomor/<uuid:number_id>/batal/", office.cancel, name="cancel"),
]
