"""What a kiosk says aloud, for those who do not read: each sentence with its recording, else for a machine's voice."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.core.ui.icons import StrOrPromise
from balai.front.displays.api import ticket_words
from balai.front.voices.api import Library, Said, Script, library
from balai.services.queues.api import (
    LineNow,
    PlaceNow,
    PriorityCard,
    ServiceChoice,
    places_open,
    priorities_of,
)

LANGUAGES = ("id", "en")
SENTENCES: dict[str, StrOrPromise] = {
    "selamat-datang": _("Selamat datang. Sentuh di sini untuk mengambil nomor antrean."),
    "sudah-punya-kode": _("Sudah punya kode janji temu, atau nomor dari rumah? Sentuh di sini."),
    "ke-instansi-mana": _("Anda mau ke instansi mana? Sentuh gambarnya."),
    "belum-bisa-ambil": _(
        "Nomor tidak dapat diambil sekarang. Silakan bertanya kepada petugas penerima tamu."
    ),
    "perlu-apa-di": _("Anda perlu apa di"),
    "tidak-bisa-dipilih": _("Tidak dapat dipilih sekarang."),
    "belum-ada-loket": _("Belum ada loket yang buka."),
    "dipanggil-setelah-buka": _("Nomor tetap dapat diambil. Anda dipanggil setelah loketnya buka."),
    "ada-urusan-lain": _("Ada urusan lain hari ini? Satu tiket cukup untuk beberapa layanan."),
    "tidak-lanjut": _("Tidak, lanjut."),
    "ya-tambah-layanan": _("Ya, tambah layanan."),
    "lima-layanan": _("Lima layanan adalah batas satu kunjungan."),
    "perlu-didahulukan": _("Apakah Anda perlu didahulukan?"),
    "tidak": _("Tidak."),
    "ketik-kode": _("Ketik kode Anda, atau pindai lembarnya."),
    "kode-belum-diterima": _("Kode belum diterima. Periksa kodenya, atau mintalah bantuan petugas."),
    "sudah-benar": _("Sudah benar? Sentuh tombol biru untuk mengambil nomor."),
    "tambah-layanan-lain": _("Sentuh di sini untuk menambah layanan lain."),
    "punya-kode-janji": _("Sentuh di sini bila Anda juga punya kode janji temu."),
    "nomor-belum-diberikan": _("Nomor belum diberikan. Mintalah bantuan petugas."),
    "ambil-tiket": _("Ambil tiket Anda."),
    "ingat-nomor": _("Ingat atau foto nomor Anda."),
    "tunggu-dipanggil": _("Tunggu sampai nomor Anda dipanggil."),
    "mulai-lagi": _("Pilihan ini tidak ada lagi. Mulailah dari awal."),
    "masih-di-sini": _("Anda masih di sini? Sentuh tombol biru untuk melanjutkan."),
}
SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"  # of a number in English, one by one


@dataclass(frozen=True)
class Speech:
    """Something to say: the recordings that say it one after the other, and the words for a machine's voice."""

    names: tuple[str, ...]
    text: str

    def __add__(self, other: "Speech") -> "Speech":
        return Speech(self.names + other.names, f"{self.text} {other.text}")


def sentence(key: str, text: str = "") -> Speech:
    """One of the sentences; a machine's voice may read a more exact text than the recording says."""
    return Speech((_name(key),), text or str(SENTENCES[key]))


def agency_speech(place: PlaceNow, line: LineNow) -> Speech:
    """The agency of a line as its picture names it; a name is the same in every language."""
    if line.unit_id == place.unit_id:
        return _line_speech(line)
    return Speech(
        (f"kios-instansi-{slugify(line.unit_code.rpartition('/')[2].replace('.', '-'))}",), line.unit_name
    )


def service_speech(line: LineNow, service: ServiceChoice | None) -> Speech:
    """A service; a line that names none is chosen itself."""
    return Speech((_name(f"layanan-{service.code}"),), service.title) if service else _line_speech(line)


def priority_speech(card: PriorityCard) -> Speech:
    """Who comes first."""
    return Speech((_name(f"didahulukan-{slugify(card.code)}"),), card.label)


def number_speech(label: str) -> Speech:
    """A number on a ticket: in Indonesian with the words that displays call it by, in English sign by sign."""
    text = gettext("Nomor antrean {label}.").format(label=label)
    if _language() == "id":
        return Speech(ticket_words(label), text)
    signs = (_name(sign) for sign in label.lower() if sign in SIGNS)
    return Speech((_name("nomor"), *signs), text)


def _line_speech(line: LineNow) -> Speech:
    return Speech((_name(f"antrean-{slugify(line.name)}"),), line.name)


def _name(key: str) -> str:
    return f"kios-{_language()}-{key}"


def _language() -> str:
    return (translation.get_language() or "id")[:2]


class Reader:
    """Reads a page of a round aloud, when somebody asked for it; the recordings are looked up once, if at all."""

    def __init__(self, *, is_on: bool) -> None:
        self.is_on = is_on

    @cached_property
    def _library(self) -> Library:
        return library()

    @property
    def is_recorded(self) -> bool:
        """True where this language was recorded, so that reading aloud can be offered on any machine."""
        return bool(self._library.addresses(sentence("ke-instansi-mana").names))

    def attributes(self, speech: Speech) -> SafeString:
        """What the browser reads, as attributes; none while nobody asked."""
        if not self.is_on:
            return SafeString()
        heard = " ".join(self._library.addresses(speech.names))
        told = format_html(' data-say="{}" data-recorded="{}"', speech.text, heard)
        return format_html("{} data-synthetic", told) if self._library.is_synthetic(speech.names) else told


def sentences_said() -> Iterator[Said]:
    """The sentences of every kiosk."""
    return _said(lambda: map(sentence, SENTENCES))


def signs_said() -> list[Said]:
    """Letters and figures of a number in English; in Indonesian it is said with the words of a call."""
    return [
        Said("kios-en-nomor", "en", "Queue number"),
        *(Said(f"kios-en-{sign}", "en", sign.upper()) for sign in SIGNS),
    ]


def agencies_said() -> Iterator[Said]:
    """The agencies of all places; a name is recorded once for both languages."""
    return _said(lambda: (agency_speech(place, line) for place in places_open() for line in place.lines))


def services_said() -> Iterator[Said]:
    """What people come for, at all places."""
    return _said(
        lambda: (
            service_speech(line, service)
            for place in places_open()
            for line in place.lines
            for service in line.services or (None,)
        )
    )


def priorities_said() -> Iterator[Said]:
    """Who comes first by the rules of all places."""
    return _said(
        lambda: map(priority_speech, priorities_of(line for place in places_open() for line in place.lines))
    )


def _said(speeches: Callable[[], Iterable[Speech]]) -> Iterator[Said]:
    """Each speech in each language."""
    for language in LANGUAGES:
        with translation.override(language):
            for speech in speeches():
                yield Said(speech.names[0], language, speech.text)


SCRIPTS = (
    Script(
        "kiosk",
        _("Kalimat kiosk"),
        _("Pertanyaan dan pesan kiosk, untuk yang tidak membaca. Direkam sekali untuk semua tempat."),
        sentences_said,
    ),
    Script(
        "kiosk-angka",
        _("Nomor dalam bahasa Inggris"),
        _("Huruf dan angka satu per satu; dalam bahasa Indonesia dipakai kata-kata panggilan layar."),
        signs_said,
    ),
    Script(
        "instansi",
        _("Nama instansi"),
        _("Seperti tertulis di kiosk, cukup sekali untuk kedua bahasa."),
        agencies_said,
    ),
    Script(
        "layanan", _("Nama layanan"), _("Yang dapat dipilih di kiosk semua tempat layanan."), services_said
    ),
    Script("prioritas", _("Yang didahulukan"), _("Menurut aturan antrean yang berlaku."), priorities_said),
)
