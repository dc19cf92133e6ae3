"""Addresses of documents: the public check, downloads, and the settings of numbering."""

from django.urls import path

from balai.foundation.documents.views import files, letterheads, letters, numbering, office, public, roots

app_name = "documents"
urlpatterns = [
    path("v/", public.enter, name="enter"),
    path("v/sertifikat-akar.pem", public.root_certificate, name="root_certificate"),
    path("v/<str:code>", public.check, name="check"),
    path("dokumen/<uuid:document_id>/unduh", files.download, name="download"),
    path("kerja/dokumen/", office.documents, name="documents"),
    path("kerja/dokumen/tembusan/", office.copies, name="copies"),
    path("kerja/dokumen/<uuid:document_id>/", office.document, name="document"),
    path("kerja/dokumen/<uuid:document_id>/tanda-tangan/<int:place>/", office.sign, name="sign"),
    path("kerja/dokumen/<uuid:document_id>/cabut/", office.revoke, name="revoke"),
    path("kerja/dokumen/penomoran/", numbering.listing, name="series"),
    path("kerja/dokumen/penomoran/<uuid:unit_id>/", numbering.numbering, name="numbering"),
    path("kerja/dokumen/penomoran/seri/<uuid:series_id>/", numbering.one, name="one_series"),
    path("kerja/dokumen/nomor/<uuid:number_id>/batal/", numbering.cancel, name="cancel"),
    path("kerja/pengelolaan/akar-tepercaya/", roots.roots, name="roots"),
    path("kerja/pengelolaan/akar-tepercaya/<uuid:root_id>/hentikan/", roots.end, name="end_root"),
    path("kerja/pengelolaan/surat/", letters.shelf, name="letters"),
    path("kerja/pengelolaan/surat/<slug:code>/", letters.one, name="letter"),
    path("kerja/pengelolaan/surat/<slug:code>/lembar.png", letters.picture, name="letter_picture"),
    path("kerja/pengelolaan/surat/<slug:code>/draf/", letters.draft_page, name="letter_draft"),
    path("kerja/pengelolaan/surat/<slug:code>/draf/mulai/", letters.DRAFTS.begin, name="begin_letter"),
    path("kerja/pengelolaan/surat/<slug:code>/draf/urungkan/", letters.DRAFTS.undo, name="undo_letter"),
    path(
        "kerja/pengelolaan/surat/<slug:code>/draf/terbitkan/", letters.DRAFTS.publish, name="publish_letter"
    ),
    path("kerja/pengelolaan/surat/<slug:code>/draf/buang/", letters.DRAFTS.discard, name="discard_letter"),
    path("kerja/dokumen/kop/", letterheads.listing, name="letterheads"),
    path("kerja/dokumen/kop/<uuid:unit_id>/", letterheads.one, name="letterhead"),
    path("kerja/dokumen/kop/<uuid:unit_id>/lembar.pdf", letterheads.sheet, name="letterhead_sheet"),
    path("kerja/dokumen/kop/<uuid:unit_id>/lembar.png", letterheads.picture, name="letterhead_picture"),
    path("kerja/dokumen/kop/<uuid:unit_id>/berlakukan/", letterheads.publish, name="publish_letterhead"),
    path("kerja/dokumen/kop/<uuid:unit_id>/buang/", letterheads.discard, name="discard_letterhead"),
    path("kerja/dokumen/kop/<uuid:unit_id>/asli/", letterheads.reset, name="reset_letterhead"),
    path("kerja/dokumen/kop/versi/<uuid:letterhead_id>/pakai/", letterheads.again, name="use_letterhead"),
]
