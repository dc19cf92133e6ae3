"""What people write into the forms of the services, step by step. Everybody in it is invented."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

Answers = dict[str, str]
TODAY, TOMORROW = ((timezone.localdate() + timedelta(days=days)).isoformat() for days in (0, 1))
SCAN = "scan"  # in the place of a file


@dataclass(frozen=True)
class Paper:
    """An application: where it is asked for, and what is written on each step after the known facts."""

    slug: str
    steps: tuple[Answers, ...]


BIRTH = Paper(
    "akta-kelahiran",
    (
        {
            "nama_anak": "Bima Sakti Contoh",
            "jenis_kelamin_anak": "L",
            "tempat_lahir_anak": "Banyuwangi",
            "tanggal_lahir_anak": "2026-08-17",
            "jam_lahir": "06.45",
            "anak_ke": "2",
            "ditolong": "bidan",
        },
        {
            "nama_ibu": "Siti Aminah",
            "nik_ibu": "3510245205900001",
            "status_orang_tua": "ibu",
            "saksi_satu": "Rahmat Hidayat",
            "saksi_dua": "Dewi Lestari",
        },
        {"surat_kelahiran": SCAN, "pengambilan": "kuasa", "pernyataan": "on"},
    ),
)
PASSPORT = Paper(
    "paspor",
    (
        {
            "jenis": "baru",
            "bentuk": "elektronik",
            "tujuan": "umrah",
            "hari_dipilih": TOMORROW,
            "pernyataan": "on",
        },
    ),
)
RESEARCH = Paper(
    "izin-penelitian",
    (
        {
            "lembaga": "Universitas Contoh",
            "nomor_induk": "2026/0815",
            "judul": "Pelayanan publik di desa-desa kaki Ijen",
            "bidang": "sosial",
            "lokasi": "Kecamatan Licin",
            "mulai": "2026-12-01",
            "sampai": "2027-02-28",
            "anggota": "2",
        },
        {"surat_pengantar": SCAN, "proposal": SCAN, "pernyataan": "on"},
    ),
)
BILLBOARD = Paper(
    "izin-reklame",
    (
        {"nama_usaha": "Kopi Ijen", "nib": "0220001234567"},
        {
            "permohonan": "baru",
            "jenis_reklame": "papan",
            "naskah": "Kopi Ijen",
            "panjang": "6",
            "lebar": "4",
            "jumlah": "1",
            "lama_bulan": "6",
            "lokasi": "Jalan Raya Licin",
            "desa_reklame__cari": "Tamansari, Licin",
            "tanah": "sendiri",
        },
        {"gambar": SCAN, "foto_lokasi": SCAN, "pernyataan": "on"},
    ),
)
VISIT = {"hari_peninjauan": TODAY, "petugas_peninjau": "Hendra Gunawan"}
MINUTES = {
    "tanggal_tinjauan": TODAY,
    "titik_tinjauan": "-8.19300, 114.26600",
    "luas": "24",
    "foto_tinjauan": SCAN,
    "temuan": "Tiang berdiri di tanah pemohon dan tidak menutup rambu.",
    "rekomendasi": "layak",
}
PROXY = {
    "penerima": "kuasa",
    "nama_kuasa": "Rahmat Hidayat",
    "nik_kuasa": "3510241505800002",
    "tanggal_kuasa": "2026-11-02",
    "surat_kuasa": SCAN,
    "bukti_serah": SCAN,
}
