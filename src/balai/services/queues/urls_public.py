"""Addresses of the queue for everybody: what is open, a number from home, one's place."""

from django.urls import URLPattern, path

from balai.services.queues.views import public, public_visit

urlpatterns: list[URLPattern] = [
    path("antrean/", public.places, name="places"),
    path("antrean/sekarang/", public.now, name="now"),
    path("antrean/saya/", public_visit.mine, name="mine"),
    path("antrean/nomor/<slug:code>/", public_visit.follow, name="follow"),
    path("antrean/nomor/<slug:code>/isi/", public_visit.follow_body, name="follow_body"),
    path("antrean/nomor/<slug:code>/datang/", public_visit.arrive, name="arrive"),
    path("antrean/nomor/<slug:code>/pergi/", public_visit.give_up, name="leave"),
    path("antrean/<slug:place>/", public.take_number, name="take"),
]
