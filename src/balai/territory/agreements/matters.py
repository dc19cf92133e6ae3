"""What administrators keep here: the kinds, with those that nobody has verified yet."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from balai.core.actor import Actor
from balai.core.ui.administration import Matter, State, administer
from balai.territory.agreements.models import AgreementKind
from balai.territory.agreements.policies import ADMINISTER


def register() -> None:
    """Add the kinds to the page of administration."""
    administer(
        Matter(
            label=_("Jenis kerja sama"),
            lead=_("Lama, tindak lanjut, pengingat dan dasar hukum setiap jenis kerja sama daerah."),
            icon="handshake",
            url_name="agreements:kinds",
            group=_("Kerja sama"),
            order=60,
            permissions=(ADMINISTER,),
            words=_("kesepakatan bersama, PKS, nota kesepakatan, KSDPK, KSDPL, KSDLL, MoU"),
            state=_unverified,
        )
    )


def _unverified(actor: Actor) -> State | None:
    count = AgreementKind.objects.filter(is_verified=False).count()
    sentence = ngettext("%(n)s jenis belum diverifikasi", "%(n)s jenis belum diverifikasi", count)
    return State(sentence % {"n": count}, waits=True) if count else None
