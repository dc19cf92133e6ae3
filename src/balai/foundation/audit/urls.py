"""Addresses of the inspectorate."""

from django.urls import path, re_path

from balai.foundation.audit.views import export, seals, trail

app_name = "audit"
urlpatterns = [
    path("kerja/audit/", trail.trail_page, name="trail"),
    re_path(r"^kerja/audit/unduh\.(?P<form>csv|xlsx)$", export.export, name="export"),
    path("kerja/audit/segel/", seals.seals_page, name="seals"),
    path("kerja/audit/segel/periksa/", seals.verify, name="verify"),
    path("kerja/audit/segel/<uuid:head_id>/", seals.head_download, name="head"),
    path("kerja/audit/jejak/<str:key>/", trail.subject_page, name="subject"),
    re_path(
        r"^kerja/audit/(?P<tab>peristiwa|perubahan|akses)/(?P<entry_id>[0-9a-f-]{36})/$",
        trail.entry_page,
        name="entry",
    ),
]
