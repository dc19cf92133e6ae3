"""Addresses of notices."""

from django.urls import path

from balai.foundation.notices.views import choices, manage, mine, wordings

app_name = "notices"
urlpatterns = [
    path("akun/pemberitahuan/", mine.portal, name="mine"),
    path("akun/pemberitahuan/terbaca/", mine.read_all, name="read_all"),
    path("akun/pemberitahuan/pilihan/", choices.page, name="preferences"),
    path("akun/pemberitahuan/berhenti/<str:token>/", choices.unsubscribe, name="unsubscribe"),
    path("akun/pemberitahuan/<uuid:notice_id>/", mine.follow, name="follow"),
    path("kerja/pemberitahuan/saya/", mine.workplace, name="work"),
    path("kerja/pemberitahuan/", manage.queue, name="queue"),
    path("kerja/pemberitahuan/ulang/", manage.retry_everything, name="retry_all"),
    path("kerja/pemberitahuan/<uuid:delivery_id>/", manage.delivery, name="delivery"),
    path("kerja/pemberitahuan/<uuid:delivery_id>/ulang/", manage.send_again, name="retry"),
    path("kerja/pemberitahuan/teks/", wordings.listing, name="wordings"),
    path("kerja/pemberitahuan/teks/<str:kind>/", wordings.edit, name="wording"),
    path("kerja/pemberitahuan/teks/<str:kind>/asal/", wordings.restore, name="restore_wording"),
]
