"""The person's own facts and language."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.accounts.events import PROFILE_CHANGED
from balai.foundation.accounts.models import Profile, User
from balai.foundation.accounts.nik import check_nik
from balai.foundation.audit.api import record


@dataclass(frozen=True)
class OwnFacts:
    """What people tell of themselves. ``nik`` counts only while the account has none."""

    full_name: str
    nik: str = ""
    birth_place: str = ""
    birth_date: date | None = None
    sex: str = ""
    religion: str = ""
    marital: str = ""
    occupation: str = ""
    address: str = ""
    rt: str = ""
    rw: str = ""
    region_code: str = ""


#: What an officer has compared with the identity card; the person cannot change it any more.
CHECKED_FACTS = ("birth_place", "birth_date", "sex")
FREE_FACTS = ("religion", "marital", "occupation", "address", "rt", "rw")


@transaction.atomic
def change_profile(actor: Actor, facts: OwnFacts) -> UUID:
    """Write the person's own facts. Facts checked at a counter stay. Raises NotAllowed, Invalid, Conflict."""
    if actor.user_id is None:
        raise NotAllowed(_("Masuk lebih dahulu."))
    user = User.objects.select_for_update().get(id=actor.user_id)
    profile, _made = Profile.objects.get_or_create(user=user)
    if user.identity_level == User.Identity.DECLARED:
        _declare(user, profile, facts)
    for name in FREE_FACTS:
        setattr(profile, name, getattr(facts, name))
    profile.region_id = facts.region_code or None
    profile.save()
    record(actor, PROFILE_CHANGED, subject=user)
    return user.id


def _declare(user: User, profile: Profile, facts: OwnFacts) -> None:
    user.full_name = facts.full_name.strip()
    for name in CHECKED_FACTS:
        setattr(profile, name, getattr(facts, name))
    if facts.nik and not user.nik:
        user.nik = check_nik(facts.nik, sex=facts.sex, birth_date=facts.birth_date).number
        if User.objects.filter(nik=user.nik).exists():
            raise Conflict(_("NIK ini sudah dipakai. Datang ke loket dengan KTP agar kami bantu."))
    elif user.nik:
        check_nik(user.nik, sex=facts.sex, birth_date=facts.birth_date)
    user.save(update_fields=["full_name", "nik"])


def choose_language(actor: Actor, language: str) -> None:
    """The language in which the account is spoken to. Raises Invalid."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid(_("Bahasa tidak dikenal."), {"language": _("Bahasa tidak dikenal.")})
    if actor.user_id is not None:
        User.objects.filter(id=actor.user_id).update(language=language)
