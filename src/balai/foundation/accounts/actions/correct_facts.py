"""Correct what is known of a person, as the data protection officer found it proven (UU 27/2022 art. 6 [R])."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.accounts.actions.change_profile import CHECKED_FACTS, FREE_FACTS
from balai.foundation.accounts.events import FACTS_CORRECTED
from balai.foundation.accounts.models import Profile, User
from balai.foundation.accounts.nik import check_nik
from balai.foundation.accounts.policies import require_protector
from balai.foundation.audit.api import record

OF_ACCOUNT = ("full_name", "nik")
OF_PROFILE = ("family_card", "region_id", *CHECKED_FACTS, *FREE_FACTS)
CORRECTABLE = frozenset({"region_code", *OF_ACCOUNT, *OF_PROFILE} - {"region_id"})


@transaction.atomic
def correct_facts(actor: Actor, user_id: UUID, facts: Mapping[str, Any], *, code: str) -> tuple[str, ...]:
    """Write the facts, also those that were checked at a counter; returns the names of those that changed.

    Dates are ``date`` or ISO text; the two numbers are plain. ``code`` is the case that asked for it. Raises
    NotAllowed, Invalid (a NIK that contradicts birth date or sex), Conflict (a NIK that another account has).
    """
    require_protector(actor)
    user = User.objects.select_for_update().get(id=user_id)
    profile, _made = Profile.objects.get_or_create(user=user)
    wanted = {_column(name): _value(name, value) for name, value in facts.items()}
    changed = sorted(name for name, value in wanted.items() if _set(user, profile, name, value))
    _require_sound(user, profile)
    user.save(update_fields=OF_ACCOUNT)
    profile.save()
    if changed:
        record(actor, FACTS_CORRECTED, subject=user, code=code, facts_changed=changed)
    return tuple(changed)


def _column(name: str) -> str:
    if name not in CORRECTABLE:
        raise Invalid(_("Data “%(name)s” tidak dapat diperbaiki di sini.") % {"name": name})
    return "region_id" if name == "region_code" else name


def _value(name: str, value: Any) -> Any:
    if name == "birth_date" and isinstance(value, str):
        return date.fromisoformat(value)
    return value.strip() if isinstance(value, str) else value


def _set(user: User, profile: Profile, name: str, value: Any) -> bool:
    row = user if name in OF_ACCOUNT else profile
    if getattr(row, name) == value:
        return False
    setattr(row, name, value)
    return True


def _require_sound(user: User, profile: Profile) -> None:
    if not user.nik:
        return
    user.nik = check_nik(user.nik, sex=profile.sex, birth_date=profile.birth_date).number
    if User.objects.filter(nik=user.nik).exclude(id=user.id).exists():
        raise Conflict(_("NIK ini sudah dipakai akun lain."))
