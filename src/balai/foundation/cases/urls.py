"""Addresses of the inbox and of cases."""

from django.urls import path, re_path

from balai.foundation.cases.views import (
    case,
    drafting,
    filing,
    handing,
    hands,
    inbox,
    leave,
    load,
    overview,
    panel,
    patterns,
    procedures,
    reassigning,
    saved,
    trying,
)

app_name = "cases"
urlpatterns = [
    path("kerja/kotak/", inbox.inbox_page, name="inbox"),
    re_path(r"^kerja/kotak/unduh\.(?P<kind>csv|xlsx)$", inbox.inbox_export, name="inbox_export"),
    path("kerja/kotak/saringan/", panel.panel_page, name="panel"),
    path("kerja/kotak/bersama/", hands.together, name="together"),
    path("kerja/kotak/tampilan/", saved.views_page, name="views"),
    path("kerja/kotak/tampilan/<uuid:view_id>/hapus/", saved.remove, name="remove_view"),
    path("kerja/cuti/", leave.leave_page, name="leave"),
    path("kerja/cuti/<uuid:delegation_id>/cabut/", leave.revoke, name="revoke_leave"),
    path("kerja/tugas/<uuid:task_id>/ambil/", hands.claim, name="claim"),
    path("kerja/tugas/<uuid:task_id>/lepas/", hands.release, name="release"),
    path("kerja/tugas/<uuid:task_id>/serahkan/", handing.hand_over_page, name="hand_over"),
    path("kerja/ikhtisar/", load.load_page, name="load"),
    re_path(r"^kerja/ikhtisar/unduh\.(?P<kind>csv|xlsx)$", load.load_export, name="load_export"),
    path("kerja/ikhtisar/<uuid:unit_id>/<uuid:person_id>/pindahkan/", reassigning.reassign, name="reassign"),
    path("kerja/perkara/", overview.overview_page, name="overview"),
    re_path(r"^kerja/perkara/unduh\.(?P<kind>csv|xlsx)$", overview.overview_export, name="overview_export"),
    path("kerja/perkara/<uuid:case_id>/", case.case_page, name="case"),
    path("kerja/perkara/<uuid:case_id>/tindakan/<slug:code>/", case.action, name="action"),
    path(
        "kerja/perkara/<uuid:case_id>/tindakan/<slug:code>/isian/<slug:name>/", filing.filing, name="filing"
    ),
    path("kerja/perkara/<uuid:case_id>/isian/<uuid:filing_id>/", filing.receipt, name="receipt"),
    path("kerja/perkara/<uuid:case_id>/catatan/", case.note, name="note"),
    path("kerja/perkara/<uuid:case_id>/pratinjau/", handing.preview, name="preview"),
    path("kerja/pengelolaan/prosedur/", procedures.procedures_page, name="procedures"),
    path("kerja/pengelolaan/prosedur/pola/", patterns.pattern_page, name="pattern"),
    path("kerja/pengelolaan/prosedur/<slug:code>/", procedures.procedure_page, name="procedure"),
    path("kerja/pengelolaan/prosedur/<slug:code>/tutup/", procedures.retire, name="retire"),
    path("kerja/pengelolaan/prosedur/<slug:code>/draf/", drafting.draft_page, name="draft"),
    path("kerja/pengelolaan/prosedur/<slug:code>/draf/mulai/", procedures.DRAFTS.begin, name="begin_draft"),
    path("kerja/pengelolaan/prosedur/<slug:code>/draf/urungkan/", procedures.DRAFTS.undo, name="undo_draft"),
    path(
        "kerja/pengelolaan/prosedur/<slug:code>/draf/buang/", procedures.DRAFTS.discard, name="discard_draft"
    ),
    path("kerja/pengelolaan/prosedur/<slug:code>/draf/terbitkan/", procedures.DRAFTS.publish, name="publish"),
    path("kerja/pengelolaan/prosedur/<slug:code>/draf/coba/", trying.trial, name="trial"),
    path("kerja/pengelolaan/prosedur/<slug:code>/draf/tambah/<slug:what>/", drafting.add, name="draft_add"),
    path(
        "kerja/pengelolaan/prosedur/<slug:code>/draf/<slug:what>/<str:name>/",
        drafting.piece_page,
        name="draft_piece",
    ),
    path(
        "kerja/pengelolaan/prosedur/<slug:code>/draf/<slug:what>/<str:name>/hapus/",
        drafting.remove,
        name="draft_remove",
    ),
    path("kerja/perkara/<uuid:case_id>/nomor/", handing.reveal, name="reveal"),
]
