"""Addresses of data protection."""

from django.urls import path, re_path

from balai.foundation.privacy.views import breach, mine, register, requests

app_name = "privacy"
urlpatterns = [
    path("pelindungan-data/", register.public, name="public"),
    path("akun/data-saya/", mine.show, name="mine"),
    path("akun/data-saya/nik/", mine.reveal, name="reveal"),
    re_path(r"^akun/data-saya/unduh\.(?P<kind>json|pdf)$", mine.download, name="download"),
    path("akun/data-saya/persetujuan/", mine.consents, name="consents"),
    path("kerja/pdp/", register.listing, name="register"),
    path("kerja/pdp/masa-simpan/", register.retention, name="retention"),
    path("kerja/pdp/permintaan/", requests.listing, name="requests"),
    path("kerja/pdp/permintaan/<uuid:case_id>/", requests.show, name="request"),
    path("kerja/pdp/kegagalan/", breach.listing, name="breaches"),
    path("kerja/pdp/kegagalan/baru/", breach.new, name="new_breach"),
    path("kerja/pdp/kegagalan/<uuid:breach_id>/", breach.show, name="breach"),
    path("kerja/pdp/kegagalan/<uuid:breach_id>/surat/<slug:code>/", breach.letter, name="letter"),
    path("kerja/pdp/catatan/<slug:code>/", register.edit, name="processing"),
    path("kerja/pdp/catatan/<slug:code>/asal/", register.restore, name="restore_processing"),
]
