from django.urls import path

from balai.services.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("layanan/", views.catalogue_page, name="list"),
    path("layanan/saran/", views.suggestions, name="suggestions"),
    path("kerja/katalog/", views.services_page, name="edit_list"),
    path("layanan/instansi/<slug:slug>/", views.agency_detail, name="agency"),
    path("kerja/katalog/baru/", views.new_service, name="new_service"),
    path("kerja/katalog/kelengkapan/", views.completeness_page, name="completeness"),
    path("kerja/katalog/<slug:slug>/", views.edit_page, name="edit"),
    path("kerja/katalog/<slug:slug>/pratinjau/", views.preview, name="preview"),
    path("kerja/katalog/<slug:slug>/buang/", views.discard, name="discard_draft"),
    path("kerja/katalog/<slug:slug>/susun/<slug:what>/", views.begin_piece, name="begin_part"),
    path("kerja/katalog/<slug:slug>/ekspor/", views.export, name="export"),
    path("kerja/katalog/<slug:slug>/<slug:section>/", views.section_page, name="edit_section"),
    path("kerja/layanan/", views.variants_page, name="variants"),
    path("kerja/layanan/<slug:slug>/", views.variant_page, name="variant"),
    path("layanan/<slug:slug>/", views.service_detail, name="service"),
]
