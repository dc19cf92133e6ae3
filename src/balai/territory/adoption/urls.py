"""Addresses of adoption: the plans with their steps and results, and the public network of regencies."""

from django.urls import path

from balai.territory.adoption.views import beginning, measuring, network, plans, steps

app_name = "adoption"
urlpatterns = [
    path("jejaring/", network.network, name="network"),
    path("jejaring/unduh/<slug:form>/", network.export, name="network_export"),
    path("kerja/adopsi/", plans.plans, name="plans"),
    path("kerja/adopsi/unduh/<slug:form>/", plans.export, name="export"),
    path("kerja/adopsi/jalan/", plans.road, name="road"),
    path("kerja/adopsi/pengadopsi/", measuring.adopters, name="adopters"),
    path("kerja/adopsi/katalog/", beginning.catalogue, name="catalogue"),
    path("kerja/adopsi/berkas/", beginning.file, name="file"),
    path("kerja/adopsi/sendiri/", beginning.own, name="own"),
    path("kerja/adopsi/langkah/", steps.own_steps, name="own_steps"),
    path("kerja/adopsi/langkah/<uuid:step_id>/", steps.progress, name="progress"),
    path("kerja/adopsi/langkah/<uuid:step_id>/ubah/", steps.edit, name="edit_step"),
    path("kerja/adopsi/langkah/<uuid:step_id>/hapus/", steps.remove, name="remove_step"),
    path("kerja/adopsi/kebutuhan/<uuid:requirement_id>/", measuring.requirement, name="requirement"),
    path("kerja/adopsi/hasil/<uuid:result_id>/", measuring.result, name="result"),
    path("kerja/adopsi/<uuid:plan_id>/", plans.plan, name="plan"),
    path("kerja/adopsi/<uuid:plan_id>/unduh/<slug:form>/", plans.take_along, name="take_along"),
    path("kerja/adopsi/<uuid:plan_id>/putusan/", plans.decide, name="decide"),
    path("kerja/adopsi/<uuid:plan_id>/urutan/<slug:way>/", plans.order, name="order"),
    path("kerja/adopsi/<uuid:plan_id>/langkah/", steps.new, name="new_step"),
    path("kerja/adopsi/<uuid:plan_id>/indikator/", measuring.indicator, name="indicator"),
]
