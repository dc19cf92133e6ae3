from django.urls import path

from balai.services.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("layanan/", views.catalogue_page, name="list"),
    path("layanan/saran/", views.suggestions, name="suggestions"),
    path("kerja/layanan/", views.variants_page, name="variants"),
    path("kerja/layanan/<slug:slug>/", views.variant_page, name="variant"),
    path("layanan/<slug:slug>/", views.service_detail, name="service"),
]
