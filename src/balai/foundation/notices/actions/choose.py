"""Choose what one is told, and how."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.notices.kinds import Kind, kind_of
from balai.foundation.notices.models import Preference
from balai.foundation.notices.preferences import choices_for, standard

Choices = Mapping[tuple[str, str], str]  # (kind, channel) -> pace


@transaction.atomic
def choose(actor: Actor, choices: Choices) -> None:
    """Keep the choices of the person. Raises NotAllowed for a visitor, Invalid for a duty or an unknown choice."""
    if actor.user_id is None:
        raise NotAllowed(_("Masuk dahulu untuk mengatur pemberitahuan."))
    for (code, channel), pace in choices.items():
        _keep(actor.user_id, kind_of(code), channel, pace)


def switch_off(person_id: UUID, kind: Kind) -> None:
    """No more e-mail of the kind for the person who followed the link in a mail. Raises Invalid for a duty."""
    _keep(person_id, kind, "email", "off")


def _keep(person_id: UUID, kind: Kind, channel: str, pace: str) -> None:
    if not kind.is_optional:
        raise Invalid(str(kind.duty))
    if pace not in choices_for(kind, channel):
        raise Invalid(_("Pilihan ini tidak ada."))
    own: dict[str, Any] = {"person_id": person_id, "kind": kind.code, "channel": channel}
    if pace == standard(kind)[channel]:
        Preference.objects.filter(**own).delete()
    else:
        Preference.objects.update_or_create(**own, defaults={"pace": pace})
