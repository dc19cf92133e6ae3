from django.urls import path

from balai.services.applications import views

app_name = "applications"
urlpatterns = [
    path("layanan/<slug:slug>/ajukan/", views.begin, name="begin"),
    path("kerja/loket/<uuid:user_id>/", views.assist, name="assist"),
    path("kerja/loket/<uuid:user_id>/keberatan/<uuid:case_id>/", views.assist_object, name="assist_object"),
    path("kerja/loket/<uuid:user_id>/<slug:slug>/", views.assist_begin, name="assist_begin"),
    path("kerja/loket/tanda-terima/<uuid:case_id>/", views.receipt, name="receipt"),
    path("lacak/", views.track, name="track"),
    path("permohonan/", views.mine, name="mine"),
    path("permohonan/draf/<uuid:draft_id>/tinjau/", views.review, name="review"),
    path("permohonan/draf/<uuid:draft_id>/<slug:name>/", views.step, name="step"),
    path("permohonan/<uuid:case_id>/", views.case, name="case"),
    path("permohonan/<uuid:case_id>/perbaiki/", views.correct, name="correct"),
    path("permohonan/<uuid:case_id>/keberatan/", views.object_to, name="object"),
    path("permohonan/<uuid:case_id>/tarik/", views.withdraw, name="withdraw"),
]
