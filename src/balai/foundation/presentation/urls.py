"""Addresses of presentation, in the workplace."""

from django.urls import include, path

from balai.foundation.presentation.views import look, texts

app_name = "presentation"
looks = [
    path("", look.look, name="look"),
    path("pratinjau/", look.preview, name="preview"),
    path("draf.css", look.draft_theme, name="draft_theme"),
    path("draf/lambang", look.draft_arms, name="draft_arms"),
    path("terbitkan/", look.publish, name="publish"),
    path("buang/", look.discard, name="discard"),
    path("asli/", look.reset, name="reset_look"),
    path("look.yaml", look.export, name="export_look"),
    path("<uuid:look_id>/terbitkan/", look.again, name="publish_again"),
]
words = [
    path("", texts.texts, name="texts"),
    path("<str:key>/", texts.text, name="text"),
    path("<str:key>/asli/", texts.reset, name="reset_text"),
]
urlpatterns = [
    path("kerja/pengelolaan/tampilan/", include(looks)),
    path("kerja/pengelolaan/teks/", include(words)),
]
