"""Addresses of recordings, and of the list of what is to be recorded."""

from django.urls import path

from balai.front.voices import views

app_name = "voices"
urlpatterns = [
    path("suara/", views.spoken, name="list"),
    path("suara/unduh.csv", views.sheet, name="sheet"),
    path("suara/<slug:code>/<slug:name>.ogg", views.recording, name="recording"),
]
