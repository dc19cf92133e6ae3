"""Addresses of drafts, attachments, uploads and the search of villages, and of the workshop of forms."""

from django.urls import path

from balai.foundation.forms.views import outlining, trying, workshop
from balai.foundation.forms.views.attachments import attachment
from balai.foundation.forms.views.drafts import autosave, discard, drafts
from balai.foundation.forms.views.uploads import finish, upload, uploads
from balai.foundation.forms.views.villages import villages

app_name = "forms"
SHELF = "kerja/pengelolaan/formulir"
DRAFT = f"{SHELF}/<slug:code>/draf"
urlpatterns = [
    path("formulir/draf/", drafts, name="drafts"),
    path("formulir/draf/<uuid:draft_id>/", autosave, name="autosave"),
    path("formulir/draf/<uuid:draft_id>/hapus/", discard, name="discard"),
    path("formulir/draf/<uuid:draft_id>/unggahan/", uploads, name="uploads"),
    path("formulir/unggahan/<uuid:upload_id>/", upload, name="upload"),
    path("formulir/unggahan/<uuid:upload_id>/selesai/", finish, name="finish"),
    path("formulir/berkas/<uuid:attachment_id>/", attachment, name="attachment"),
    path("formulir/desa/", villages, name="villages"),
    path(f"{SHELF}/", workshop.shelf_page, name="shelf"),
    path(f"{SHELF}/<slug:code>/", workshop.form_page, name="form"),
    path(f"{DRAFT}/", outlining.draft_page, name="form_draft"),
    path(f"{DRAFT}/mulai/", workshop.DRAFTS.begin, name="begin_form"),
    path(f"{DRAFT}/buang/", workshop.DRAFTS.discard, name="discard_form"),
    path(f"{DRAFT}/urungkan/", workshop.DRAFTS.undo, name="undo_form"),
    path(f"{DRAFT}/terbitkan/", workshop.DRAFTS.publish, name="publish_form"),
    path(f"{DRAFT}/judul/", outlining.title_page, name="form_title"),
    path(f"{DRAFT}/langkah/", outlining.new_step, name="new_step"),
    path(f"{DRAFT}/langkah/<slug:name>/", outlining.step_page, name="form_step"),
    path(f"{DRAFT}/langkah/<slug:name>/tanya/", outlining.new_field, name="new_field"),
    path(f"{DRAFT}/isian/<slug:name>/", outlining.field_page, name="form_field"),
    path(f"{DRAFT}/isian/<slug:name>/jenis/", outlining.retype, name="retype_field"),
    path(f"{DRAFT}/<slug:what>/<slug:name>/pindah/", outlining.move, name="move_piece"),
    path(f"{DRAFT}/<slug:what>/<slug:name>/hapus/", outlining.remove, name="remove_piece"),
    path(f"{DRAFT}/coba/", trying.begin, name="try_form"),
    path(f"{DRAFT}/coba/<slug:name>/", trying.step_page, name="try_step"),
]
