"""What administrators keep here, with how it stands."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from balai.core.actor import Actor
from balai.core.ui.administration import Matter, State, administer
from balai.foundation.notices.policies import MANAGE
from balai.foundation.notices.selectors import backlog


def register() -> None:
    """Add the outbox and its texts to the page of administration."""
    notices = _("Pemberitahuan")
    administer(
        Matter(
            label=_("Antrean surel"),
            lead=_("Surel yang menunggu, yang gagal dan mengapa; dikirim ulang dari sini."),
            icon="mails",
            url_name="notices:queue",
            group=notices,
            order=64,
            permissions=(MANAGE,),
            words=_("email, gagal, kotak keluar, kirim ulang"),
            state=_queue,
        ),
        Matter(
            label=_("Teks pemberitahuan"),
            lead=_("Kalimat kabar dan surel kepada warga dan petugas, dalam dua bahasa."),
            icon="message-square-text",
            url_name="notices:wordings",
            group=notices,
            order=66,
            permissions=(MANAGE,),
            words=_("email, templat, kabar, terjemahan"),
        ),
    )


def _queue(actor: Actor) -> State | None:
    count = backlog().dead
    sentence = ngettext("%(n)s surel tidak terkirim", "%(n)s surel tidak terkirim", count)
    return State(sentence % {"n": count}, waits=True) if count else None
