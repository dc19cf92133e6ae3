"""What people are told when nothing can be taken from a publisher: what happened, that nothing changed, what to do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Told:
    """A trouble in words. ``is_alarm``: somebody may be deceiving us; telephone before anything else."""

    title: "str | Promise"
    advice: "str | Promise"
    is_alarm: bool = False


TROUBLES: dict[str, Told] = {
    "down": Told(
        _("Penerbit tidak dapat dihubungi"),
        _(
            "Servernya mati atau alamatnya salah. Dicoba lagi malam ini; yang terpasang di sini tetap berjalan."
        ),
    ),
    "slow": Told(
        _("Penerbit terlalu lama menjawab"),
        _(
            "Sambungannya diputus agar pekerjaan lain tidak tertahan. "
            "Coba lagi nanti, atau minta paketnya sebagai berkas ZIP."
        ),
    ),
    "large": Told(
        _("Jawaban penerbit terlalu besar"),
        _("Yang dikirim melebihi batas dan tidak dibaca. Beri tahu penerbit."),
    ),
    "moved": Told(
        _("Penerbit mengarahkan ke alamat lain"),
        _("Balai tidak mengikuti pengalihan. Tanyakan alamat barunya, lalu berlangganan ke alamat itu."),
    ),
    "inside": Told(
        _("Alamat itu ada di jaringan sendiri"),
        _("Katalog hanya diambil dari alamat umum di internet. Periksa alamatnya."),
    ),
    "insecure": Told(
        _("Sambungan ke penerbit tidak aman"),
        _("Katalog hanya diambil lewat HTTPS dengan sertifikat yang sah. Beri tahu penerbit."),
    ),
    "refused": Told(
        _("Penerbit menolak permintaan"),
        _("Servernya menjawab dengan kesalahan. Coba lagi nanti; bila berulang, beri tahu penerbit."),
    ),
    "missing": Told(
        _("Yang dicari tidak ada di penerbit"),
        _("Versinya mungkin sudah ditarik, atau alamat itu tidak mempunyai katalog. Baca lagi katalognya."),
    ),
    "foreign": Told(
        _("Di alamat itu tidak ada katalog Balai"),
        _(
            "Jawabannya bukan katalog yang dapat dibaca Balai versi ini. "
            "Periksa alamatnya, atau mutakhirkan Balai."
        ),
    ),
    "forged": Told(
        _("Tanda tangan katalog tidak cocok"),
        _("Isi katalog berubah di perjalanan atau di servernya. Tidak ada yang diambil. Telepon penerbit."),
        is_alarm=True,
    ),
    "rekeyed": Told(
        _("Kunci penerbit lain dari yang Anda cocokkan"),
        _(
            "Kunci baru ini tidak diperkenalkan oleh kunci lama. "
            "Jangan dipercaya sebelum Anda menelepon dan mencocokkan sidiknya."
        ),
        is_alarm=True,
    ),
    "outdated": Told(
        _("Katalog ini lebih lama dari yang sudah Anda terima"),
        _(
            "Seseorang mungkin menyajikan salinan lama. "
            "Yang sudah diterima tetap dipakai. Telepon penerbit bila berulang."
        ),
        is_alarm=True,
    ),
    "rewritten": Told(
        _("Versi yang sudah terbit diubah isinya"),
        _(
            "Versi yang terbit tidak boleh berubah. "
            "Katalog ini tidak diterima; minta penerbit memberi versi baru."
        ),
        is_alarm=True,
    ),
    "altered": Told(
        _("Paket tidak sama dengan yang ditandatangani"),
        _(
            "Berkasnya rusak di perjalanan atau diubah. "
            "Paket dibuang dan tidak ada yang terpasang. Coba lagi; bila berulang, telepon penerbit."
        ),
        is_alarm=True,
    ),
    "unreadable": Told(
        _("Paket tidak dapat dibaca"),
        _("Berkasnya bukan paket yang utuh. Tidak ada yang terpasang. Beri tahu penerbit."),
    ),
    "misnamed": Told(
        _("Paket menyebut dirinya lain"),
        _(
            "Nama atau versi di dalam paket berbeda dari katalog. Tidak ada yang terpasang. Beri tahu penerbit."
        ),
    ),
    "ourselves": Told(
        _("Ini katalog Anda sendiri"),
        _("Tidak perlu berlangganan: paketnya sudah ada di sini."),
    ),
}


def told_of(code: str) -> Told:
    """The words for a trouble."""
    return TROUBLES[code]


def sentence_of(code: str, detail: str = "") -> str:
    """One line for the command and the history."""
    return f"{TROUBLES[code].title}{f' ({detail})' if detail else ''}"
