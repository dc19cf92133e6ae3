"""Addresses of appointments: the public times, one's own, the desk."""

from django.urls import path

from balai.services.appointments.views import citizen, counter, desk

app_name = "appointments"
urlpatterns = [
    path("janji/", citizen.listing, name="list"),
    path("janji/saya/", citizen.mine, name="mine"),
    path("janji/saya/<uuid:booking_id>/", citizen.show, name="booking"),
    path("janji/saya/<uuid:booking_id>/lembar/", citizen.slip, name="slip"),
    path("janji/saya/<uuid:booking_id>/janji.ics", citizen.ical, name="ical"),
    path("janji/saya/<uuid:booking_id>/ubah/", citizen.move, name="move"),
    path("janji/saya/<uuid:booking_id>/batal/", citizen.give_back, name="cancel"),
    path("janji/<slug:code>/", citizen.opening, name="opening"),
    path("janji/<slug:code>/pesan/", citizen.reserve, name="reserve"),
    path("kerja/loket/janji/<uuid:user_id>/", counter.assist, name="assist"),
    path("kerja/loket/janji/<uuid:user_id>/<slug:code>/", counter.assist_opening, name="assist_opening"),
    path("kerja/janji/", desk.day, name="day"),
    path("kerja/janji/jadwal/", desk.openings, name="openings"),
    path("kerja/janji/jadwal/<slug:code>/", desk.settings, name="settings"),
    path("kerja/janji/<uuid:booking_id>/<slug:act>/", desk.receive, name="receive"),
]
