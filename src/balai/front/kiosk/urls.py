"""Addresses of kiosks: one question a page, and the page that makes a screen a kiosk."""

from django.urls import path

from balai.front.kiosk.views import activation, choosing, taking

app_name = "kiosk"
urlpatterns = [
    path("kios/", activation.places, name="places"),
    path("kios/aktif/", activation.activate, name="activate"),
    path("kios/aktif/<slug:name>/henti/", activation.stop, name="stop"),
    path("kios/<slug:place>/", choosing.start, name="start"),
    path("kios/<slug:place>/instansi/", choosing.agencies, name="agencies"),
    path("kios/<slug:place>/instansi/<uuid:unit_id>/", choosing.services, name="services"),
    path("kios/<slug:place>/lagi/", choosing.more, name="more"),
    path("kios/<slug:place>/prioritas/", choosing.priority, name="priority"),
    path("kios/<slug:place>/janji/", taking.appointment, name="appointment"),
    path("kios/<slug:place>/ambil/", taking.number, name="take"),
]
