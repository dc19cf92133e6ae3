"""What administrators keep here, with how it stands."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from balai.core.actor import Actor
from balai.core.ui.administration import Matter, State, administer
from balai.foundation.documents.policies import MANAGE, WRITE
from balai.foundation.documents.selectors import letterhead_drafts


def register() -> None:
    """Add letterheads and number series to the page of administration."""
    letters = _("Surat")
    administer(
        Matter(
            label=_("Isi surat"),
            lead=_("Surat baku: kalimat, data dari formulir, masa berlaku; dilihat dahulu, baru berlaku."),
            icon="file-pen-line",
            url_name="documents:letters",
            group=letters,
            order=58,
            permissions=(WRITE,),
            words=_("templat, naskah, paragraf, tembusan"),
        ),
        Matter(
            label=_("Kop surat"),
            lead=_(
                "Baris, nama, alamat dan lambang di atas surat setiap unit; dilihat dahulu, baru berlaku."
            ),
            icon="stamp",
            url_name="documents:letterheads",
            group=letters,
            order=60,
            permissions=(MANAGE,),
            words=_("kepala surat, logo, alamat, naskah dinas"),
            state=_letterheads,
        ),
        Matter(
            label=_("Penomoran"),
            lead=_(
                "Seri nomor menurut unit, jenis dan klasifikasi, dengan nomor yang akan keluar berikutnya."
            ),
            icon="hash",
            url_name="documents:series",
            group=letters,
            order=62,
            permissions=(MANAGE,),
            words=_("nomor surat, seri, buku agenda, pola, klasifikasi"),
        ),
        Matter(
            label=_("Akar tepercaya"),
            lead=_("Penerbit sertifikat yang dipercaya bila pihak luar menandatangani sendiri."),
            icon="shield-check",
            url_name="documents:roots",
            group=letters,
            order=64,
            permissions=(WRITE,),
            words=_("BSrE, sertifikat elektronik, CA, tanda tangan, PEM"),
        ),
    )


def _letterheads(actor: Actor) -> State | None:
    count = letterhead_drafts(actor)
    sentence = ngettext("%(n)s draf kop belum berlaku", "%(n)s draf kop belum berlaku", count)
    return State(sentence % {"n": count}, waits=True) if count else None
