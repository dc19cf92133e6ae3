"""Words of packs for people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS = {
    "roles": _("Peran"),
    "hours": _("Jam layanan"),
    "holidays": _("Hari libur"),
    "units": _("Unit dan jabatan"),
    "koordinat": _("Koordinat"),
    "forms": _("Formulir"),
    "procedures": _("Prosedur"),
    "life_events": _("Peristiwa hidup"),
    "notices": _("Pemberitahuan"),
    "services": _("Layanan"),
    "documents": _("Templat surat"),
    "processing": _("Daftar pemrosesan data"),
    "retention": _("Masa simpan"),
    "breach_letters": _("Surat kegagalan pelindungan"),
    "tariffs": _("Tarif"),
    "voice": _("Suara panggilan"),
    "guest_books": _("Buku tamu"),
    "queue_rules": _("Aturan antrean"),
    "queue_places": _("Tempat antrean"),
    "charts": _("Bagan akun"),
    "collectors": _("Pemungut"),
    "permit_terms": _("Istilah izin"),
    "licence_kinds": _("Jenis izin"),
    "agreement_kinds": _("Jenis perjanjian"),
    "booths": _("Gerai"),
    "appointments": _("Janji temu"),
    "visit_sites": _("Tempat kunjungan"),
    "erasure": _("Penghapusan data"),
    "guides": _("Panduan"),
    "innovation_instruments": _("Instrumen inovasi"),
    "innovations": _("Inovasi"),
}
VERDICTS = {
    "new": (_("Baru"), "info", "plus"),
    "theirs": (_("Diubah paket"), "info", "arrow-down-to-line"),
    "ours": (_("Disesuaikan di sini"), "calm", "pencil"),
    "both": (_("Diubah keduanya, dapat digabung"), "warn", "merge"),
    "conflict": (_("Bertentangan"), "bad", "triangle-alert"),
    "stranger": (_("Dibuat di sini, bukan dari paket"), "warn", "house"),
    "kept": (_("Kata-kata Anda tetap berlaku"), "calm", "message-square-text"),
    "gone": (_("Tidak dibawa lagi, tetap berlaku"), "calm", "circle-minus"),
}
SIDES = {
    "ours": pgettext_lazy("choice", "Pertahankan yang di sini"),
    "theirs": pgettext_lazy("choice", "Ambil dari paket"),
    "both": pgettext_lazy("choice", "Tempat demi tempat, seperti dipilih di bawah"),
}


def kind_label(kind: str) -> str:
    """What people call a kind of content."""
    return str(KINDS.get(kind, kind))
