"""The invented plans of the demo, as data: what each needs, its steps, its figures. Each says that it is invented."""

from dataclasses import dataclass, field

Words = dict[str, str]


@dataclass(frozen=True)
class Need:
    """What an invented innovation needs, and how the regency stands to it."""

    kind: str
    text: Words
    standing: str = "unknown"
    note: str = ""


@dataclass(frozen=True)
class Work:
    """A step: so many months from now; ``closes`` is the place of a need, counted from one."""

    months: int
    text: str
    unit: str
    cost: int = 0
    closes: int = 0
    progress: str = "todo"
    note: str = ""
    pack: str = ""


@dataclass(frozen=True)
class Gauge:
    """An indicator: what the origin tells, and what was measured here before and after."""

    indicator: Words
    unit: Words
    theirs: tuple[int | None, int]
    ours: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True)
class Story:
    """One plan with everything that happened to it."""

    code: str
    title: Words
    problem: Words
    origin: tuple[str, str]
    state: str
    unit: str
    why: str
    needs: tuple[Need, ...]
    gauges: tuple[Gauge, ...] = ()
    works: tuple[Work, ...] = ()
    findings: tuple[dict[str, str], ...] = field(default=())
    share: bool = False


SUMEDANG = ("32.11", "Kabupaten Sumedang")
DAYS, PERCENT = {"id": "hari kerja", "en": "working days"}, {"id": "persen", "en": "percent"}
PAPERLESS = Story(
    "izin-tanpa-kertas",
    {"id": "Izin tanpa kertas (fiktif)", "en": "Permits without paper (invented)"},
    {
        "id": "Berkas izin berpindah meja berhari-hari.",
        "en": "Files of permits wandered from desk to desk for days.",
    },
    SUMEDANG,
    "running",
    "dpmptsp",
    "Paling sering dikeluhkan, dan paketnya sudah ada (fiktif).",
    (
        Need(
            "rule",
            {
                "id": "Peraturan bupati tentang tanda tangan elektronik",
                "en": "A regulation on electronic signatures",
            },
            "have",
            "Sudah ada (fiktif).",
        ),
        Need(
            "people",
            {"id": "Penanda tangan yang dilatih di setiap bidang", "en": "Trained signers in each division"},
            "partly",
            "Dua dari lima bidang (fiktif).",
        ),
        Need(
            "cost",
            {"id": "Pemindai dan pelatihan", "en": "Scanners and training"},
            "missing",
            "Belum dianggarkan (fiktif).",
        ),
        Need(
            "equipment",
            {"id": "Layar kedua di meja verifikator", "en": "A second screen at each verifier's desk"},
            "left_out",
            "Satu layar cukup untuk jumlah berkas kita (fiktif).",
        ),
        Need("pack", {"id": "Paket perizinan", "en": "The pack of permits"}, "have", "Terpasang."),
    ),
    (
        Gauge(
            {"id": "Hari kerja sampai izin terbit", "en": "Working days until a permit is issued"},
            DAYS,
            (9, 3),
            (12, 7),
        ),
        Gauge({"id": "Izin tanpa berkas kertas", "en": "Permits without a paper file"}, PERCENT, (None, 82)),
    ),
    (
        Work(
            -2,
            "Pasang paket perizinan dan uji coba satu bidang",
            "dpmptsp",
            15_000_000,
            progress="done",
            note="Satu bidang selesai (fiktif).",
            pack="perizinan",
        ),
        Work(
            -1,
            "Latih penanda tangan tiga bidang lain",
            "dpmptsp",
            40_000_000,
            2,
            "doing",
            "Satu bidang masih menunggu jadwal (fiktif).",
        ),
        Work(0, "Sambungkan data penduduk ke berkas izin", "dukcapil", 0),
        Work(2, "Hentikan berkas kertas di semua bidang", "dpmptsp", 25_000_000),
        Work(
            3,
            "Cetak spanduk peluncuran",
            "dpmptsp",
            8_000_000,
            progress="dropped",
            note="Cukup diumumkan di portal (fiktif).",
        ),
    ),
    (
        {
            "unit": "DPMPTSP",
            "session": "Kantor perizinan",
            "on": "",
            "saw": "Kepala bidang menandatangani dari ponsel (fiktif).",
            "fits": "Alurnya sama dengan alur kita.",
            "not_fits": "Aplikasi terpisah.",
            "why": "Kita memakai satu kotak masuk.",
            "needs": "Pelatihan tiga bidang.",
            "decides": "Kepala DPMPTSP",
            "verdict": "adapt",
        },
    ),
    share=True,
)
COACHING = Story(
    "pendampingan-kinerja",
    {
        "id": "Pendampingan kinerja perangkat daerah (fiktif)",
        "en": "Coaching of agencies on performance (invented)",
    },
    {
        "id": "Indikator instansi berisi kegiatan, bukan hasil.",
        "en": "Indicators of agencies speak of activities, not of results.",
    },
    SUMEDANG,
    "done",
    "bappeda",
    "Murah, dan menjadi dasar rencana lain (fiktif).",
    (
        Need(
            "rule",
            {"id": "Keputusan tentang tim pendamping", "en": "A decision on the team of coaches"},
            "have",
            "Ditetapkan (fiktif).",
        ),
        Need(
            "people",
            {"id": "Enam pendamping dari Bappeda dan Inspektorat", "en": "Six coaches"},
            "have",
            "Enam orang (fiktif).",
        ),
    ),
    (
        Gauge(
            {"id": "Instansi dengan indikator hasil", "en": "Agencies with indicators of results"},
            PERCENT,
            (41, 90),
            (38, 76),
        ),
    ),
    (
        Work(-8, "Bentuk tim pendamping", "bappeda", 0, 1, "done", "Tim terbentuk (fiktif)."),
        Work(
            -6,
            "Dampingi semua perangkat daerah satu putaran",
            "bappeda",
            60_000_000,
            2,
            "done",
            "Semua didampingi (fiktif).",
        ),
    ),
    share=True,
)
FROM_HOME = Story(
    "antrean-lansia",
    {
        "id": "Nomor antrean bagi lansia dari rumah (fiktif)",
        "en": "Queue numbers from home for the elderly (invented)",
    },
    {"id": "Warga lanjut usia menunggu terlalu lama.", "en": "Elderly citizens wait too long."},
    ("", "Kota Contoh (fiktif)"),
    "planned",
    "",
    "",
    (
        Need(
            "people",
            {"id": "Kader yang membantu mengambil nomor", "en": "Volunteers who help to take a number"},
        ),
        Need("rule", {"id": "Loket prioritas", "en": "A counter with priority"}),
    ),
    (
        Gauge(
            {"id": "Menit menunggu warga lanjut usia", "en": "Minutes that the elderly wait"},
            {"id": "menit", "en": "minutes"},
            (55, 15),
        ),
    ),
)
EVERYWHERE = Story(
    "mesin-tiap-dusun",
    {"id": "Mesin layanan di tiap dusun (fiktif)", "en": "A service machine in each hamlet (invented)"},
    {"id": "Kantor desa jauh dari dusun.", "en": "The village office is far from hamlets."},
    ("", "Kabupaten Contoh (fiktif)"),
    "left_out",
    "",
    "Sengaja tidak diambil: surat sudah dapat diajukan dari ponsel, dan biaya mesinnya tidak sebanding (fiktif).",
    (
        Need(
            "equipment",
            {"id": "Satu mesin di setiap dusun", "en": "A machine in each hamlet"},
            "left_out",
            "Tidak diperlukan (fiktif).",
        ),
    ),
)
STORIES = (PAPERLESS, COACHING, FROM_HOME, EVERYWHERE)
