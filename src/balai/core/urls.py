"""What every page needs: the look, the coat of arms, the language and the gallery."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from balai.core.ui import gallery, views

app_name = "core"
urlpatterns = [
    path("tema.css", views.theme, name="theme"),
    path("lambang", views.arms, name="arms"),
    # No token: the choice of a language protects nothing, and pages kept in a cache carry this form.
    path("i18n/setlang/", csrf_exempt(set_language), name="language"),
    path("galeri/", gallery.show, name="gallery"),
    path("galeri/simpan/", gallery.save, name="gallery_save"),
]
