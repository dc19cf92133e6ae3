"""What a correction would change: each fact as the account says it, and as the person says it is right."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.actor import Actor
from balai.core.secret import mask
from balai.foundation.accounts.api import profile_facts
from balai.foundation.audit.api import log_read
from balai.foundation.cases.api import CaseCard
from balai.foundation.privacy.requests import SECRETS, DataRequest

NAMES = {
    "full_name": gettext_lazy("Nama"),
    "nik": gettext_lazy("NIK"),
    "family_card": gettext_lazy("Nomor KK"),
    "birth_place": gettext_lazy("Tempat lahir"),
    "birth_date": gettext_lazy("Tanggal lahir"),
    "sex": gettext_lazy("Jenis kelamin"),
}


@dataclass(frozen=True)
class ChangeLine:
    """One fact; ``is_same`` when the account says it already."""

    label: str
    now: str
    right: str
    is_same: bool


def changes_of(actor: Actor, card: CaseCard, wanted: DataRequest) -> list[ChangeLine]:
    """The facts in question, the two numbers masked; the look at them is logged."""
    person = apps.get_model("accounts.User").objects.get(pk=wanted.person_id)
    why = _("permintaan %(code)s") % {"code": card.code}
    log_read(actor, subject=person, what="data", why=why)
    known = profile_facts(wanted.person_id)
    known["full_name"] = known["name"]
    return [_line(name, known.get(name), right) for name, right in wanted.corrections.items()]


def _line(name: str, now: Any, right: Any) -> ChangeLine:
    return ChangeLine(
        str(NAMES.get(name, name)), _shown(name, now), _shown(name, right), str(now or "") == str(right)
    )


def _shown(name: str, value: Any) -> str:
    text = str(value or "")
    return mask(text) if name in SECRETS else text
