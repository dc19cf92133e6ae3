"""Note a breach: the register's entry and its guided case; later tell the data subjects."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.cases.api import OpenCase, open_case
from balai.foundation.notices.api import Message, notify_each
from balai.foundation.privacy.access import get_breach
from balai.foundation.privacy.events import BREACH_NOTED, BREACH_TOLD
from balai.foundation.privacy.models import Breach
from balai.foundation.privacy.policies import MANAGE, require_officer
from balai.foundation.privacy.telling import BREACH

PROCEDURE, PREFIX = "kegagalan-pelindungan-data", "KPD"


@dataclass(frozen=True)
class BreachFacts:
    """What is known of a breach (UU 27/2022 art. 46 (2)): which data, when and how, what is done about it."""

    title: str
    discovered_at: datetime
    revealed: str
    how: str
    handling: str
    subjects: int


@transaction.atomic
def note_breach(actor: Actor, facts: BreachFacts) -> UUID:
    """Enter it into the register and open its case in the officer's unit. Raises NotAllowed, Invalid."""
    require_officer(actor)
    if facts.discovered_at > timezone.now():
        fault = _("Waktu diketahui tidak boleh di masa depan.")
        raise Invalid(fault, {"discovered_at": fault})
    unit_id = actor.grants_with(MANAGE)[0].unit_id
    request = OpenCase(
        PROCEDURE, unit_id, PREFIX, _("Kegagalan pelindungan data"), subject=facts.title, channel="kantor"
    )
    case = open_case(actor, request)
    breach = Breach.objects.create(case_id=case.id, **facts.__dict__)
    record(actor, BREACH_NOTED, subject=breach, unit_id=unit_id, title=facts.title, subjects=facts.subjects)
    return breach.pk


@transaction.atomic
def tell_subjects(actor: Actor, breach_id: UUID, usernames: list[str]) -> int:
    """Tell the owners of the data that have an account, once. Raises NotAllowed, NotVisible, Invalid, Conflict.

    ``usernames`` are names of accounts; every one must exist, so that nobody is left out by a slip of the pen.
    """
    breach = get_breach(actor, breach_id)
    users = apps.get_model("accounts.User").objects.filter(username__in=set(usernames))
    found = dict(users.values_list("username", "pk"))
    if missing := sorted(set(usernames) - found.keys()):
        fault = _("Akun tidak ditemukan: %(names)s") % {"names": ", ".join(missing[:10])}
        raise Invalid(fault, {"accounts": fault})
    told = Breach.objects.filter(pk=breach.pk, told_at=None)
    if not told.update(told_at=timezone.now(), told_count=len(found)):
        raise Conflict(_("Subjek data sudah diberi tahu."))
    facts = {"data": breach.revealed, "how": breach.how, "handling": breach.handling}
    facts_told = {**facts, "discovered": breach.discovered_at}
    notify_each(actor, Message(BREACH.code, breach, facts_told, "/akun/data-saya/"), list(found.values()))
    record(actor, BREACH_TOLD, subject=breach, title=breach.title, count=len(found))
    return len(found)
