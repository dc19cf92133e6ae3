"""The door of the workplace: officers begin with what waits for them."""

from django.urls import path
from django.views.generic import RedirectView

app_name = "workplace"
urlpatterns = [
    path("kerja/", RedirectView.as_view(pattern_name="cases:inbox"), name="home"),
]
