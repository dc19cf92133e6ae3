"""A service from nothing: what it says before anybody wrote anything, so that only what is its own is left to say."""

from collections.abc import Collection
from typing import Any

from balai.core.ui.editing import short_name
from balai.services.catalogue.schema import STANDARD_INTERNAL, STANDARD_PUBLISHED

Entry = dict[str, Any]
BLANK = {"id": "", "en": ""}
USUAL = {
    "prosedur": (
        "Ajukan dari rumah atau loket; petugas memeriksa dan dapat mengembalikannya; hasilnya diberitahukan.",
        "Apply from home or at the counter; an officer checks and may return it; you are told the result.",
    ),
    "pengaduan": (
        "Sampaikan kepada unit ini, meja pengaduan Mal Pelayanan Publik, atau SP4N-LAPOR! di lapor.go.id.",
        "Tell this unit, the complaints desk of the public service mall, or SP4N-LAPOR! at lapor.go.id.",
    ),
    "sarana": (
        "Ruang tunggu dan loket ramah penyandang disabilitas, komputer, jaringan internet, printer.",
        "Waiting room and counters accessible to people with disabilities, computers, internet, printer.",
    ),
    "kompetensi": (
        "Petugas memahami ketentuan layanan ini dan penggunaan sistem pelayanan.",
        "Officers know the rules of this service and the system in which it is given.",
    ),
    "pengawasan": (
        "Atasan langsung dan inspektorat melihat waktu penyelesaian dan riwayat setiap perkara.",
        "The direct superior and the inspectorate see the handling time and history of each case.",
    ),
    "jumlah_pelaksana": (
        "Sekurangnya satu pemeriksa dan satu pejabat yang memutuskan.",
        "At least one who checks and one who decides.",
    ),
    "jaminan_pelayanan": (
        "Diselesaikan sesuai waktu yang diumumkan; keterlambatan terlihat oleh atasan dan pemohon.",
        "Finished within the published time; delays are visible to superiors and applicants.",
    ),
    "jaminan_keamanan": (
        "NIK disimpan tersandi, setiap pembacaan dicatat, berkas hanya terbuka bagi petugas yang menangani.",
        "Identity numbers are stored encrypted, each read is logged, files open only to the officers in charge.",
    ),
    "evaluasi": (
        "Survei kepuasan masyarakat sekurangnya setahun sekali dan tinjauan waktu layanan setiap bulan.",
        "Public satisfaction survey at least once a year and a monthly review of handling times.",
    ),
}


def new_entry(title: dict[str, str], provider: Entry, taken: Collection[str]) -> Entry:
    """The entry of a service of which only the name and who gives it (``unit`` or ``provider_kinds``) are known."""
    code = short_name(title["id"], taken, "-")
    words = [word for word in title["id"].upper().split() if word.isascii() and word.isalpha()]
    return {
        "code": code,
        "slug": code,
        "prefix": ("".join(word[0] for word in words) + "LYN")[:3],
        "title": title,
        **dict.fromkeys(("summary", "time"), BLANK),
        "who": {"id": "Siapa saja yang berkepentingan.", "en": "Anybody concerned."},
        "cost": {"id": "Gratis", "en": "Free of charge"},
        "places": {"id": "Dari rumah atau di loket", "en": "From home or at the counter"},
        "requirements": [
            {
                "kind": "known",
                "title": {"id": "KTP dan Kartu Keluarga", "en": "Identity card and family card"},
                "detail": {
                    "id": "Tidak perlu fotokopi. Data diambil dari akun Anda.",
                    "en": "No photocopies. The data come from your account.",
                },
            }
        ],
        "standard": {key: _usual(key) for key in (*STANDARD_PUBLISHED, *STANDARD_INTERNAL)},
        "legal": [],
        "keywords": [],
        "procedure": code,
        "form": code,
        **provider,
    }


def _usual(key: str) -> dict[str, str]:
    indonesian, english = USUAL.get(key, ("", ""))
    return {"id": indonesian, "en": english}
