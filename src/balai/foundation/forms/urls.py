"""Addresses of drafts, attachments, uploads and the search of villages."""

from django.urls import path

from balai.foundation.forms.views.attachments import attachment
from balai.foundation.forms.views.drafts import autosave, discard, drafts
from balai.foundation.forms.views.uploads import finish, upload, uploads
from balai.foundation.forms.views.villages import villages

app_name = "forms"
urlpatterns = [
    path("draf/", drafts, name="drafts"),
    path("draf/<uuid:draft_id>/", autosave, name="autosave"),
    path("draf/<uuid:draft_id>/hapus/", discard, name="discard"),
    path("draf/<uuid:draft_id>/unggahan/", uploads, name="uploads"),
    path("unggahan/<uuid:upload_id>/", upload, name="upload"),
    path("unggahan/<uuid:upload_id>/selesai/", finish, name="finish"),
    path("berkas/<uuid:attachment_id>/", attachment, name="attachment"),
    path("desa/", villages, name="villages"),
]
