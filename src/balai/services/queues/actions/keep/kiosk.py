"""Make a screen a kiosk of a place, and end one from wherever its keeper is."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.services.queues.access import get_place
from balai.services.queues.actions.noting import note
from balai.services.queues.events import KIOSK_ENDED, KIOSK_MADE
from balai.services.queues.kiosks import ended
from balai.services.queues.models import Kiosk, Place
from balai.services.queues.policies import may_manage, may_supervise


@transaction.atomic
def make_kiosk(actor: Actor, place_code: str, *, prints: bool) -> str:
    """A further kiosk of the place; its name is for the cookie of the screen. Raises NotVisible, NotAllowed."""
    place = get_place(actor, place_code)
    _require_keeper(actor, place)
    kiosk = Kiosk.objects.create(
        place=place, name=secrets.token_hex(4), prints=prints, seen_at=timezone.now()
    )
    note(actor, KIOSK_MADE, place, device=kiosk.name, place=place.title)
    return kiosk.name


@transaction.atomic
def end_kiosk(actor: Actor, name: str) -> None:
    """No more numbers from this screen, a few seconds from now at the latest. Harmless twice. Raises NotVisible."""
    rows = Kiosk.objects.visible_to(actor).select_for_update(of=("self",)).select_related("place__unit")
    kiosk = rows.filter(name=name).first()
    if kiosk is None:
        raise NotVisible(_("Kiosk ini tidak ditemukan."))
    if kiosk.ended_at is None:
        kiosk.ended_at = timezone.now()
        kiosk.save(update_fields=["ended_at"])
        note(actor, KIOSK_ENDED, kiosk.place, device=name, place=kiosk.place.title)
        transaction.on_commit(ended.forget)


def _require_keeper(actor: Actor, place: Place) -> None:
    if not (may_supervise(actor, place) or may_manage(actor, place)):
        raise NotAllowed(_("Kiosk diaktifkan oleh koordinator atau administrator antrean."))
