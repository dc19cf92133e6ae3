"""Addresses of innovations: the public catalogue, the workplace that writes it, the index."""

from django.urls import path

from balai.territory.innovations.views import index, public, reviewing, writing

app_name = "innovations"
urlpatterns = [
    path("inovasi/", public.catalogue, name="catalogue"),
    path("inovasi/<slug:code>/", public.one, name="one"),
    path("kerja/inovasi/", writing.shelf, name="shelf"),
    path("kerja/inovasi/unduh/<slug:form>/", writing.export, name="export"),
    path("kerja/inovasi/indeks/", index.years, name="years"),
    path("kerja/inovasi/indeks/instrumen/<slug:code>/", index.instrument, name="instrument"),
    path("kerja/inovasi/indeks/<int:year>/", index.year, name="year"),
    path("kerja/inovasi/indeks/<int:year>/unduh/<slug:form>/", index.export, name="year_export"),
    path("kerja/inovasi/indeks/<int:year>/daerah/", index.region, name="region"),
    path("kerja/inovasi/indeks/<int:year>/hitung/", index.count, name="count"),
    path("kerja/inovasi/indeks/<int:year>/<slug:code>/", index.assessed, name="assessed"),
    path("kerja/inovasi/indeks/<int:year>/<slug:code>/keluarkan/", index.leave, name="leave"),
    path("kerja/inovasi/<slug:code>/", writing.one, name="entry"),
    path("kerja/inovasi/<slug:code>/tahap/", writing.move, name="move"),
    path("kerja/inovasi/<slug:code>/draf/", writing.draft_page, name="draft"),
    path("kerja/inovasi/<slug:code>/draf/simpan/", writing.autosave, name="autosave"),
    path("kerja/inovasi/<slug:code>/draf/kirim/", reviewing.send, name="send_draft"),
    path("kerja/inovasi/<slug:code>/draf/tarik/", reviewing.withdraw, name="withdraw_draft"),
    path("kerja/inovasi/<slug:code>/tinjau/", reviewing.review, name="review"),
    path("kerja/inovasi/<slug:code>/draf/mulai/", writing.DRAFTS.begin, name="begin_draft"),
    path("kerja/inovasi/<slug:code>/draf/urungkan/", writing.DRAFTS.undo, name="undo_draft"),
    path("kerja/inovasi/<slug:code>/draf/terbitkan/", writing.DRAFTS.publish, name="publish_draft"),
    path("kerja/inovasi/<slug:code>/draf/buang/", writing.DRAFTS.discard, name="discard_draft"),
    path("kerja/inovasi/<slug:code>/draf/pratinjau/", writing.preview, name="preview"),
]
