"""Ask for the next licence: a new application that starts with what the last one said."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.errors import Invalid, NotVisible
from balai.foundation.cases.api import answers_of
from balai.foundation.forms.api import DraftCard, Holder
from balai.foundation.organizations.api import get_unit
from balai.services.applications.api import After, begin_again
from balai.services.catalogue.api import service_by_code
from balai.services.licences import access
from balai.services.licences.models import Licence

WAYS = {"perpanjang": "renewal", "ubah": "change"}


def way_of(licence: Licence, way: str) -> dict[str, Any]:
    """How the kind says that a licence is renewed or changed; empty when it says nothing, or not now."""
    can = licence.state == Licence.State.ACTIVE and not hasattr(licence, "follower")
    return getattr(licence.kind, WAYS[way]) if can else {}


def begin_next(holder: Holder, licence_id: UUID, way: str) -> DraftCard:
    """The holder's draft of the application that renews or changes the licence.

    Raises NotVisible for anybody else, Invalid when this licence cannot be followed.
    """
    licence = access.own_licence(holder.actor, licence_id)
    rule = way_of(licence, way)
    if not rule:
        raise Invalid(_("Izin ini tidak dapat dilanjutkan dari sini. Hubungi unit yang menerbitkannya."))
    service = service_by_code(rule["service"])
    given = {rule["number"]: licence.number, **rule.get("answers", {})}
    answers = {**_before(holder, licence), **given}
    return begin_again(
        holder, service, get_unit(licence.unit_id), answers, After(licence.pk, licence.case_id)
    )


def _before(holder: Holder, licence: Licence) -> dict[str, Any]:
    """What was answered for this licence; nothing for one of an old register."""
    if licence.case_id is None:
        return {}
    try:
        return answers_of(holder.actor, licence.case_id)
    except NotVisible:
        return {}
