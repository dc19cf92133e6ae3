from django.urls import path

from balai.front.displays import views

app_name = "displays"
urlpatterns = [
    path("layar/", views.wall, name="wall"),
    path("layar/<slug:code>/", views.display, name="display"),
    path("layar/<slug:code>/isi/", views.body, name="body"),
]
