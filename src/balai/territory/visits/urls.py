"""Addresses of visits."""

from django.urls import path

from balai.territory.visits.views import desk, history, hosting, public, sites

app_name = "visits"
WORK = "kerja/kunjungan"
urlpatterns = [
    path("kunjungan/", public.home, name="home"),
    path("kunjungan/asal/", public.origin, name="origin"),
    path("kunjungan/asal/cari/", public.origin_search, name="origin_search"),
    path("kunjungan/mulai/", public.begin, name="begin"),
    path("kunjungan/ajukan/<str:token>/", public.write, name="write"),
    path("kunjungan/ajukan/<str:token>/simpan/", public.keep, name="keep"),
    path("kunjungan/ikuti/<str:token>/", public.follow, name="follow"),
    path("kunjungan/ikuti/<str:token>/surat/", public.letter, name="letter"),
    path("kunjungan/ikuti/<str:token>/batal/", public.withdraw, name="withdraw"),
    path(f"{WORK}/", desk.desk, name="desk"),
    path(f"{WORK}/riwayat/", history.history, name="history"),
    path(f"{WORK}/riwayat/unduh/<str:kind>/", history.export, name="history_export"),
    path(f"{WORK}/tamu/<int:year>/<str:kind>/", history.guests, name="guests_export"),
    path(f"{WORK}/tempat/", sites.sites, name="sites"),
    path(f"{WORK}/tempat/<slug:code>/", sites.site, name="site"),
    path(f"{WORK}/tempat/<slug:code>/hari/", sites.site_day, name="site_day"),
    path(f"{WORK}/menerima/", hosting.hosting, name="hosting"),
    path(f"{WORK}/menerima/<uuid:host_id>/", hosting.answer, name="answer"),
    path(f"{WORK}/menerima/<uuid:host_id>/lepas/", desk.let_go, name="let_go"),
    path(f"{WORK}/pertanyaan/<uuid:question_id>/", hosting.reply, name="reply"),
    path(f"{WORK}/sesi/<uuid:session_id>/", hosting.session, name="session"),
    path(f"{WORK}/sesi/<uuid:session_id>/ubah/", desk.edit_session, name="edit_session"),
    path(f"{WORK}/sesi/<uuid:session_id>/batal/", desk.call_off, name="call_off"),
    path(f"{WORK}/sesi/<uuid:session_id>/minta/", desk.invite, name="invite"),
    path(f"{WORK}/sesi/<uuid:session_id>/bahan/", hosting.leave_material, name="leave_material"),
    path(f"{WORK}/sesi/<uuid:session_id>/hadir/<uuid:unit_id>/", hosting.arrive, name="arrive"),
    path(f"{WORK}/<uuid:delegation_id>/", desk.delegation, name="delegation"),
    path(f"{WORK}/<uuid:delegation_id>/sesi/", desk.new_session, name="new_session"),
    path(f"{WORK}/<uuid:delegation_id>/unit/", desk.units, name="units"),
    path(f"{WORK}/<uuid:delegation_id>/catatan/", desk.notes, name="notes"),
    path(f"{WORK}/<uuid:delegation_id>/kabarkan/", desk.tell, name="tell"),
    path(f"{WORK}/<uuid:delegation_id>/lanjutkan/", desk.resume, name="resume"),
    path(f"{WORK}/<uuid:delegation_id>/acara.pdf", desk.folder, name="folder"),
    path(f"{WORK}/<uuid:delegation_id>/kode.pdf", desk.codes, name="codes"),
]
