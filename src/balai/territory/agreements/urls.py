"""Addresses of agreements: the public register, the rooms of other parties, the officers' register."""

from django.urls import path

from balai.territory.agreements.views import agreement, ceremony, kinds, life, public, register, room, text

app_name = "agreements"
ONE = "kerja/kerja-sama/<uuid:agreement_id>/"
PARTY = "kerja/kerja-sama/pihak/<uuid:party_id>/"
urlpatterns = [
    path("kerja-sama/", public.register, name="public"),
    path("kerja-sama/mitra/", public.partners, name="partners"),
    path("kerja-sama/ruang/", room.room, name="room"),
    path("kerja-sama/ruang/catatan/", room.say, name="room_say"),
    path("kerja-sama/ruang/catatan/<uuid:remark_id>/", room.reply, name="room_reply"),
    path("kerja-sama/ruang/paraf/<int:version>/", room.sign_off, name="room_initial"),
    path("kerja-sama/ruang/nomor/", room.number, name="room_number"),
    path("kerja-sama/ruang/naskah-akhir.pdf", room.final, name="room_final"),
    path("kerja-sama/ruang/tanda-tangan/", room.own_signature, name="room_sign"),
    path("kerja-sama/ruang/keluar/", room.leave, name="room_leave"),
    path("kerja-sama/ruang/<str:secret>/", room.enter, name="enter"),
    path("kerja-sama/<slug:code>/", public.agreement, name="public_agreement"),
    path("kerja/kerja-sama/", register.register, name="register"),
    path("kerja/kerja-sama/unduh/<slug:form>/", register.export, name="export"),
    path("kerja/kerja-sama/baru/", register.begin, name="begin"),
    path("kerja/kerja-sama/catat/", register.record, name="record"),
    path("kerja/kerja-sama/laporan/<int:year>/<slug:form>/", life.yearly, name="yearly"),
    path(ONE, agreement.agreement, name="agreement"),
    path(f"{ONE}ubah/", agreement.edit, name="edit"),
    path(f"{ONE}pihak/", agreement.party, name="party"),
    path(f"{ONE}naskah/", text.text, name="text"),
    path(f"{ONE}naskah/tulis/", text.write, name="write"),
    path(f"{ONE}naskah/catatan/", text.say, name="say"),
    path(f"{ONE}naskah/catatan/<uuid:remark_id>/", text.reply, name="reply"),
    path(f"{ONE}naskah/paraf/<int:version>/", text.sign_off, name="initial"),
    path(f"{ONE}naskah/pratinjau/", ceremony.preview, name="preview"),
    path(f"{ONE}upacara/", ceremony.ceremony, name="ceremony"),
    path(f"{ONE}naskah-akhir.pdf", ceremony.final, name="final"),
    path(f"{ONE}upacara/siapkan/", ceremony.seat, name="seat"),
    path(f"{ONE}upacara/tarik/", ceremony.unseat, name="unseat"),
    path(f"{ONE}naskah-asli/", ceremony.original, name="original"),
    path(f"{ONE}kewajiban/", life.duty, name="duty"),
    path(f"{ONE}perpanjang/", life.lengthen, name="extend"),
    path(f"{ONE}hentikan/", life.end, name="stop"),
    path(f"{ONE}laporan/", life.report, name="report"),
    path(f"{PARTY}penanda-tangan/", agreement.signer, name="signer"),
    path(f"{PARTY}nomor/", agreement.number, name="number"),
    path(f"{PARTY}hapus/", agreement.drop_party, name="drop_party"),
    path(f"{PARTY}tautan/", agreement.link, name="link"),
    path(f"{PARTY}tanda-tangan/", ceremony.sign, name="sign"),
    path("kerja/kerja-sama/tautan/<uuid:invitation_id>/cabut/", agreement.unlink, name="unlink"),
    path("kerja/kerja-sama/kewajiban/<uuid:duty_id>/", life.settle, name="settle"),
    path("kerja/pengelolaan/jenis-kerja-sama/", kinds.kinds, name="kinds"),
    path("kerja/pengelolaan/jenis-kerja-sama/<slug:code>/", kinds.kind, name="kind"),
]
