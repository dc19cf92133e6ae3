"""Names of the fourteen parts of a service standard (UU 25/2009 article 21)."""

from django.utils.translation import gettext_lazy as _

STANDARD_TITLES = {
    "persyaratan": _("Persyaratan"),
    "prosedur": _("Sistem, mekanisme, dan prosedur"),
    "jangka_waktu": _("Jangka waktu penyelesaian"),
    "biaya": _("Biaya atau tarif"),
    "produk": _("Produk pelayanan"),
    "pengaduan": _("Penanganan pengaduan, saran, dan masukan"),
    "dasar_hukum": _("Dasar hukum"),
    "sarana": _("Sarana, prasarana, dan fasilitas"),
    "kompetensi": _("Kompetensi pelaksana"),
    "pengawasan": _("Pengawasan internal"),
    "jumlah_pelaksana": _("Jumlah pelaksana"),
    "jaminan_pelayanan": _("Jaminan pelayanan"),
    "jaminan_keamanan": _("Jaminan keamanan dan keselamatan"),
    "evaluasi": _("Evaluasi kinerja pelaksana"),
}
