"""Addresses of packs: the public catalogue, and the pages in the workplace."""

from django.urls import path

from balai.foundation.packs.views import arrivals, catalogue, following, installed, publishing

app_name = "packs"
urlpatterns = [
    path("katalog/", catalogue.page, name="catalogue"),
    path("katalog.json", catalogue.document, name="catalogue_document"),
    path("katalog/adopsi/", catalogue.report, name="report"),
    path("katalog/<slug:name>/<str:version>.zip", catalogue.release_file, name="release_file"),
    path("katalog/<slug:name>/<str:version>.zip.sig", catalogue.release_signature, name="release_signature"),
    path("kerja/paket/", installed.listing, name="list"),
    path("kerja/paket/kiriman/<uuid:arrival_id>/", arrivals.show, name="arrival"),
    path("kerja/paket/kiriman/<uuid:arrival_id>/<int:place>/", arrivals.entry, name="entry"),
    path("kerja/paket/kiriman/<uuid:arrival_id>/pilih/", arrivals.keep_choices, name="choose"),
    path("kerja/paket/kiriman/<uuid:arrival_id>/periksa/", arrivals.again, name="check"),
    path("kerja/paket/kiriman/<uuid:arrival_id>/buang/", arrivals.discard, name="discard"),
    path("kerja/paket/langganan/", following.listing, name="publishers"),
    path("kerja/paket/langganan/<uuid:publisher_id>/", following.show, name="publisher"),
    path("kerja/paket/langganan/<uuid:publisher_id>/baca/", following.again, name="read"),
    path("kerja/paket/langganan/<uuid:publisher_id>/ambil/", following.fetch, name="fetch"),
    path("kerja/paket/langganan/<uuid:publisher_id>/kabar/", following.share, name="share"),
    path("kerja/paket/langganan/<uuid:publisher_id>/berhenti/", following.leave, name="leave"),
    path("kerja/paket/terbitan/", publishing.listing, name="publishing"),
    path("kerja/paket/terbitan/<uuid:release_id>/tarik/", publishing.withdraw, name="withdraw"),
    path("kerja/paket/terbitan/pemakai/<uuid:adopter_id>/", publishing.confirm, name="confirm_adopter"),
    path("kerja/paket/<slug:name>/", installed.detail, name="pack"),
    path("kerja/paket/<slug:name>/<int:place>/", installed.adaptation, name="adaptation"),
    path("kerja/paket/<slug:name>/unduh/", installed.download, name="download"),
    path("kerja/paket/<slug:name>/terbitkan/", publishing.publish, name="publish"),
]
