"""Register a citizen: by the person with e-mail, or at a counter with the card on the table."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.accounts.actions.create_officer import free_email, free_phone
from balai.foundation.accounts.actions.make_link import Slip, make_link
from balai.foundation.accounts.events import CITIZEN_CHECKED, CITIZEN_REGISTERED
from balai.foundation.accounts.models import Profile, User
from balai.foundation.accounts.nik import check_nik
from balai.foundation.accounts.policies import counter_grants
from balai.foundation.accounts.usernames import free_username
from balai.foundation.audit.api import log_read, record


@dataclass(frozen=True)
class SeenCard:
    """What the officer reads from the identity card, and the consent given by the person."""

    full_name: str
    nik: str
    birth_place: str
    birth_date: date
    sex: str
    address: str = ""
    rt: str = ""
    rw: str = ""
    region_code: str = ""
    consent: bool = False


@dataclass(frozen=True)
class RegisteredCitizen:
    """The account; ``slip`` when it was made at a counter."""

    user_id: UUID
    username: str
    slip: Slip | None = None


@transaction.atomic
def register_citizen(actor: Actor, *, full_name: str, email: str, password: str) -> RegisteredCitizen:
    """An account by the person. Callers have checked the password's rules and verify the address by mail.

    Raises Invalid when the address is taken.
    """
    user = User(username=free_username(full_name), full_name=full_name.strip(), email=free_email(email))
    user.set_password(password)
    user.consented_at = timezone.now()
    user.save(force_insert=True)
    Profile.objects.create(user=user)
    record(actor, CITIZEN_REGISTERED, subject=user)
    return RegisteredCitizen(user.id, user.username)


@transaction.atomic
def register_at_counter(actor: Actor, card: SeenCard, *, phone: str, email: str = "") -> RegisteredCitizen:
    """An account by a counter officer; the person's consent is required, and the one-time code is handed over.

    Raises NotAllowed, Invalid, Conflict (the NIK has an account; whose is not said).
    """
    grants = counter_grants(actor)
    if actor.user_id is None and not actor.is_system:
        raise NotAllowed(_("Pendaftaran warga hanya untuk petugas loket."))
    if not card.consent:
        sentence = _("Warga harus setuju datanya dicatat.")
        raise Invalid(sentence, {"consent": sentence})
    facts = check_nik(card.nik, sex=card.sex, birth_date=card.birth_date)
    _refuse_double(actor, facts.number)
    user = User.objects.create(
        username=free_username(card.full_name),
        full_name=card.full_name.strip(),
        phone=free_phone(phone),
        email=free_email(email),
        nik=facts.number,
        identity_level=User.Identity.CHECKED,
        consented_at=timezone.now(),
        password="!",  # noqa: S106 (unusable until the code is used)
    )
    Profile.objects.create(user=user, **_civil(card))
    record(actor, CITIZEN_CHECKED, subject=user, unit_id=grants[0].unit_id if grants else None)
    return RegisteredCitizen(user.id, user.username, make_link(actor, user))


def _civil(card: SeenCard) -> dict[str, object]:
    return {
        "birth_place": card.birth_place,
        "birth_date": card.birth_date,
        "sex": card.sex,
        "address": card.address,
        "rt": card.rt,
        "rw": card.rw,
        "region_id": card.region_code or None,
    }


def _refuse_double(actor: Actor, nik: str) -> None:
    """The same number twice is refused without saying whose it is; the hit is logged as a read."""
    other = User.objects.filter(nik=nik).first()
    if other:
        log_read(actor, subject=other, what="nik", why="pendaftaran di loket: NIK sudah terdaftar")
        raise Conflict(_("NIK ini sudah punya akun. Cari akunnya dengan NIK untuk membuat kode baru."))
