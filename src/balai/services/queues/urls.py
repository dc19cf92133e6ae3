"""Addresses of the queue: for everybody (``urls_public``) and in the workplace."""

from django.urls import path

from balai.services.queues.urls_public import urlpatterns as public
from balai.services.queues.views import administration, counter, floor, history

app_name = "queues"
kept = "kerja/antrean/tempat/"
urlpatterns = [
    *public,
    path("kerja/antrean/", counter.counters, name="counters"),
    path("kerja/antrean/loket/<uuid:counter_id>/", counter.counter, name="counter"),
    path("kerja/antrean/loket/<uuid:counter_id>/<slug:act>/", counter.act, name="act"),
    path("kerja/antrean/lantai/<slug:place>/", floor.floor, name="floor"),
    path("kerja/antrean/lantai/<slug:place>/isi/", floor.body, name="floor_body"),
    path("kerja/antrean/lantai/<slug:place>/loket/<uuid:counter_id>/", floor.staff, name="staff"),
    path("kerja/antrean/lantai/<slug:place>/umumkan/", floor.announce, name="announce"),
    path(
        "kerja/antrean/lantai/<slug:place>/umumkan/<uuid:announcement_id>/akhiri/",
        floor.end_announcement,
        name="end_announcement",
    ),
    path("kerja/antrean/riwayat/", history.figures, name="history"),
    path("kerja/antrean/riwayat/unduh.<slug:kind>", history.export, name="history_export"),
    path(kept, administration.places, name="places_kept"),
    path(f"{kept}baru/", administration.new_place, name="new_place"),
    path(f"{kept}<slug:code>/", administration.place, name="place_kept"),
    path(f"{kept}<slug:code>/data/", administration.edit_place, name="edit_place"),
    path(f"{kept}<slug:code>/hari/", administration.new_day, name="new_day"),
    path(f"{kept}<slug:code>/hari/<slug:day>/hapus/", administration.drop_day, name="drop_day"),
    path(f"{kept}<slug:code>/<slug:kind>/baru/", administration.thing, name="new_thing"),
    path(f"{kept}<slug:code>/<slug:kind>/<uuid:thing_id>/", administration.thing, name="thing"),
]
