"""Keep the filters of the inbox under a name."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.foundation.cases.events import VIEW_SHARED
from balai.foundation.cases.models import SavedView, units_of_work

MOST_VIEWS = 30


@dataclass(frozen=True)
class ViewWish:
    """A name for a query; ``unit_id`` shares it with the colleagues there."""

    name: str
    query: str
    unit_id: UUID | None = None
    is_default: bool = False


@transaction.atomic
def save_view(actor: Actor, wish: ViewWish) -> UUID:
    """Save the view; one with the same name is replaced. Raises Invalid with a sentence per field."""
    name, owner_id = wish.name.strip(), cast(UUID, actor.user_id)
    if faults := _faults(actor, wish, name):
        raise Invalid(_("Periksa isian yang ditandai. Yang sudah Anda tulis tetap ada."), faults)
    if wish.is_default:
        SavedView.objects.filter(owner_id=owner_id, is_default=True).update(is_default=False)
    kept = {"name": name, "query": wish.query, "unit_id": wish.unit_id, "is_default": wish.is_default}
    view, _made = SavedView.objects.update_or_create(
        owner_id=owner_id,
        name__iexact=name,
        defaults=kept,
        create_defaults={**kept, "owner_id": owner_id},
    )
    if wish.unit_id:
        record(actor, VIEW_SHARED, subject=view, unit_id=wish.unit_id, view=name)
    return view.pk


def _faults(actor: Actor, wish: ViewWish, name: str) -> dict[str, str]:
    if not name:
        return {"name": _("Beri nama, misalnya “Terlambat pekan ini”.")}
    if len(name) > 40:
        return {"name": _("Paling banyak %(count)s huruf.") % {"count": 40}}
    if wish.unit_id and wish.unit_id not in units_of_work(actor):
        return {"share": _("Anda tidak bekerja di unit ini.")}
    if SavedView.objects.filter(owner_id=actor.user_id).exclude(name__iexact=name).count() >= MOST_VIEWS:
        return {"name": _("Sudah ada %(count)s tampilan. Hapus yang tidak dipakai.") % {"count": MOST_VIEWS}}
    return {}
