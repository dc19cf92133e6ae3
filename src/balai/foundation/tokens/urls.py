from django.urls import path

from balai.foundation.tokens.views import own

app_name = "tokens"
urlpatterns = [
    path("akun/akses/", own.listing, name="list"),
    path("akun/akses/baru/", own.new, name="new"),
    path("akun/akses/<uuid:token_id>/cabut/", own.revoke, name="revoke"),
]
