"""What administrators keep here, with how it stands."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.ui.administration import Matter, State, administer
from balai.foundation.presentation.policies import MANAGE
from balai.foundation.presentation.selectors import draft, own_text_count


def register() -> None:
    """Add look and texts to the page of administration."""
    administer(
        Matter(
            label=_("Tampilan"),
            lead=_("Nama, lambang dan warna kabupaten; dilihat dahulu, baru diterbitkan."),
            icon="palette",
            url_name="presentation:look",
            group=_("Wajah kabupaten"),
            order=80,
            permissions=(MANAGE,),
            words=_("logo, tema, gelap, terang, kontras"),
            state=_look,
        ),
        Matter(
            label=_("Teks"),
            lead=_("Kalimat halaman dan layanan dengan kata-kata Anda sendiri, dalam dua bahasa."),
            icon="text-quote",
            url_name="presentation:texts",
            group=_("Wajah kabupaten"),
            order=90,
            permissions=(MANAGE,),
            words=_("terjemahan, judul, penjelasan layanan"),
            state=_texts,
        ),
    )


def _look(actor: Actor) -> State | None:
    return State(gettext("Ada draf yang belum diterbitkan"), waits=True) if draft() else None


def _texts(actor: Actor) -> State | None:
    count = own_text_count()
    sentence = ngettext("%(n)s teks diganti", "%(n)s teks diganti", count)
    return State(sentence % {"n": count}) if count else None
