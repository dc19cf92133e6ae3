from django.urls import path

from balai.services.lifeevents import views

app_name = "lifeevents"
urlpatterns = [
    path("peristiwa/<slug:code>/", views.guide, name="guide"),
    path("perjalanan/", views.mine, name="mine"),
    path("perjalanan/<uuid:journey_id>/", views.journey, name="journey"),
    path("perjalanan/<uuid:journey_id>/tutup/", views.close, name="close"),
    path("perjalanan/<uuid:journey_id>/hapus/", views.remove, name="remove"),
    path("perjalanan/<uuid:journey_id>/langkah/<slug:key>/", views.mark, name="mark"),
    path("kerja/loket/<uuid:user_id>/peristiwa/<slug:code>/", views.assist, name="assist"),
]
