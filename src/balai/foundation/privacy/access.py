"""The way to obtain an entry of the register or a breach."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.privacy.models import Breach, BreachLetter, Processing
from balai.foundation.privacy.policies import require_officer


def get_processing(actor: Actor, code: str) -> Processing:
    """An entry of the register. Raises NotAllowed, NotVisible."""
    require_officer(actor)
    row = Processing.objects.filter(code=code).first()
    if row is None:
        raise NotVisible(_("Catatan pemrosesan ini tidak ada."))
    return row


def get_breach(actor: Actor, breach_id: UUID) -> Breach:
    """A breach with its case. Raises NotAllowed, NotVisible."""
    require_officer(actor)
    row = Breach.objects.select_related("case").filter(pk=breach_id).first()
    if row is None:
        raise NotVisible(_("Catatan kegagalan ini tidak ada."))
    return row


def get_letter(code: str) -> BreachLetter:
    """The template of a letter. Raises NotVisible."""
    row = BreachLetter.objects.filter(code=code).first()
    if row is None:
        raise NotVisible(_("Contoh surat ini belum dipasang."))
    return row
