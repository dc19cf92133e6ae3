"""The door of the workplace: officers begin with what waits for them; administrators keep the house."""

from django.urls import path
from django.views.generic import RedirectView

from balai.front.workplace import views

app_name = "workplace"
urlpatterns = [
    path("kerja/", RedirectView.as_view(pattern_name="cases:inbox"), name="home"),
    path("kerja/pengelolaan/", views.administration, name="administration"),
]
