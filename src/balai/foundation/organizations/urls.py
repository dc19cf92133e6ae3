"""Addresses of organizations, in the workplace."""

from django.urls import include, path

from balai.foundation.organizations.views import days, holders, holidays, units

app_name = "organizations"
pages = [
    path("", units.home, name="home"),
    path("hari-libur/", holidays.listing, name="holidays"),
    path("hari-libur/periksa/", holidays.verify, name="verify_holidays"),
    path("hari-libur/<str:day>/", holidays.correct, name="correct_holiday"),
    path("hari-libur/<str:day>/hapus/", holidays.remove, name="remove_holiday"),
    path("<uuid:unit_id>/", units.show, name="unit"),
    path("<uuid:unit_id>/ubah/", units.edit, name="edit"),
    path("<uuid:unit_id>/jam/", units.hours, name="hours"),
    path("<uuid:unit_id>/hari-tutup/", days.closures, name="closures"),
    path("<uuid:unit_id>/hari-tutup/<str:day>/hapus/", days.remove, name="remove_closure"),
    path("<uuid:unit_id>/jabatan/", units.new_post, name="new_post"),
    path("jabatan/<uuid:post_id>/angkat/", holders.take, name="appoint"),
    path("pemegang/<uuid:holding_id>/akhiri/", holders.leave, name="end_holding"),
]
urlpatterns = [path("kerja/organisasi/", include(pages))]
