"""Addresses of licences: the public check, the holder's own, the register with its visits."""

from django.urls import path

from balai.services.licences.views import check, mine, register, visits

app_name = "licences"
urlpatterns = [
    path("izin/", check.check, name="check"),
    path("izin/saya/", mine.mine, name="mine"),
    path("izin/saya/<uuid:licence_id>/", mine.own, name="own"),
    path("izin/saya/<uuid:licence_id>/<slug:way>/", mine.begin, name="begin"),
    path("kerja/izin/", register.register, name="register"),
    path("kerja/izin/peta/", register.places, name="map"),
    path("kerja/izin/unduh/<slug:form>/", register.export, name="export"),
    path("kerja/izin/<uuid:licence_id>/", register.licence, name="licence"),
    path("kerja/izin/<uuid:licence_id>/putusan/<slug:turn>/", register.turn, name="turn"),
    path("kerja/izin/<uuid:licence_id>/kunjungan/", visits.visit, name="visit"),
    path("kerja/izin/kunjungan/<uuid:visit_id>/temuan/", visits.find, name="find"),
    path("kerja/izin/temuan/<uuid:finding_id>/selesai/", visits.settle, name="settle"),
]
