"""Addresses of guests. None of them carries the code of a room: it stands behind the #, or is typed."""

from django.urls import path

from balai.territory.guests.views import book, door, handing, leading, taking, worker

app_name = "guests"
urlpatterns = [
    path("tamu/", door.door, name="door"),
    path("tamu/masuk/", door.enter, name="enter"),
    path("tamu/keluar/", door.leave, name="leave"),
    path("tamu/pekerja.js", worker.worker, name="worker"),
    path("tamu/pimpinan/buka/", door.open_book, name="open_book"),
    path("tamu/pimpinan/<str:code>/", door.lead, name="lead"),
    path("tamu/buku/", book.book, name="book"),
    path("tamu/sesi/<uuid:session_id>/", book.session, name="session"),
    path("tamu/sesi/<uuid:session_id>/catatan/", book.note, name="note"),
    path("tamu/sesi/<uuid:session_id>/tanya/", book.ask, name="ask"),
    path("tamu/sesi/<uuid:session_id>/nilai/", book.rate, name="rate"),
    path("tamu/hadir/", book.arrive, name="arrive"),
    path("tamu/hadir/<str:code>/", book.arrive, name="arrive_by"),
    path("tamu/belanja/", book.spending, name="spending"),
    path("tamu/rombongan/", leading.rooms, name="rooms"),
    path("tamu/rombongan/bagikan/", handing.hand_out, name="hand_out"),
    path("tamu/rombongan/<uuid:room_id>/", leading.room, name="room"),
    path("tamu/laporan/", taking.report, name="report"),
    path("tamu/laporan/<slug:scope>/<slug:form>/", taking.download, name="download"),
    path("tamu/hapus/", taking.erase, name="erase"),
]
