"""People of the demo: invented, marked, with one known password and a second factor that the sign-in page shows."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM
from balai.core.demo import DEMO_PASSWORD
from balai.core.errors import Conflict, NotVisible
from balai.foundation.accounts.actions.appoint import appoint
from balai.foundation.accounts.actions.grant_role import Held, Term, write_grant
from balai.foundation.accounts.models import Profile, Role, User
from balai.foundation.accounts.units import Place
from balai.foundation.organizations import api as organizations
from balai.foundation.organizations.api import Appointment, UnitCard
from balai.foundation.regions import api as regions

SINCE = date(2024, 1, 2)
DECREE = "SK Demo 1/2024 (fiktif)"
BANYUWANGI = "35.10"
VILLAGES_OF_BANYUWANGI = ("35.10.24.2008", "35.10.05.2001")
FIRST_SERIAL = 9901
OWN_FACTS = ("occupation", "marital", "address", "rt", "rw")


@dataclass(frozen=True)
class DemoPerson:
    """A demo account as the sign-in page and the command line show it; ``code`` is empty without second factor."""

    username: str
    name: str
    role: str
    where: str
    code: str = ""


@transaction.atomic
def create_demo_people(regency_code: str) -> list[DemoPerson]:
    """Add the members of the cast who are missing; idempotent. Raises Conflict when a real account has a name."""
    seats = _seats(regency_code)
    hashed = make_password(DEMO_PASSWORD)
    for number, (entry, unit) in enumerate(seats):
        if not _present(_username(entry, regency_code)):
            _add(entry, unit, _username(entry, regency_code), hashed, number)
    return demo_people()


def demo_people() -> list[DemoPerson]:
    """Everybody of the demo with role, unit and current code; three queries."""
    users = User.objects.filter(is_demo=True, is_active=True).select_related("profile__region")
    rows = users.prefetch_related("grants__role", "grants__unit", "authenticator_set").order_by("id")
    return [_shown(user) for user in rows]


def demo_code(user: Any) -> str:
    """The current one-time password of a demo account, "" for anybody else."""
    devices = user.authenticator_set.all() if user.is_demo else []
    secrets = [decrypt(row.data["secret"]) for row in devices if row.type == Authenticator.Type.TOTP]
    return _current(secrets[0]) if secrets else ""


def _current(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def _shown(user: User) -> DemoPerson:
    grants = list(user.grants.all())
    if grants:
        return DemoPerson(
            user.username, user.full_name, grants[0].label, grants[0].unit.name, demo_code(user)
        )
    home = user.profile.region
    return DemoPerson(user.username, user.full_name, _("Warga"), home.name if home else "")


def _present(username: str) -> bool:
    user = User.objects.filter(username=username).first()
    if user and not user.is_demo:
        raise Conflict(_("Nama “%(name)s” dipakai akun sungguhan.") % {"name": username})
    return user is not None


def _username(entry: dict[str, Any], regency_code: str) -> str:
    own = entry["username"]
    return str(own if regency_code == BANYUWANGI else entry.get("elsewhere", own))


def _seats(regency_code: str) -> list[tuple[dict[str, Any], UnitCard]]:
    """The cast with the units where they sit in this regency."""
    cast = yaml.safe_load((Path(__file__).parent / "demo_cast.yaml").read_text())
    first, second = VILLAGES_OF_BANYUWANGI if regency_code == BANYUWANGI else _two_villages(regency_code)
    places = {
        "village1": first,
        "village2": second,
        "district1": first.rpartition(".")[0],
        "regency": regency_code,
    }
    return [(entry, _unit(places.get(entry["at"]), entry["at"], regency_code)) for entry in cast]


def _unit(code: str | None, slug: str, regency_code: str) -> UnitCard:
    try:
        return organizations.unit_by_code(code or f"{regency_code}/{slug}")
    except NotVisible:
        return organizations.unit_by_code(regency_code)


def _two_villages(regency_code: str) -> tuple[str, str]:
    """The first village of each of the first two districts; wards where there are no villages."""
    first_of: dict[str, str] = {}
    for place in sorted(
        regions.subtree(regency_code, ("desa", "desa_adat", "kelurahan")),
        key=lambda place: (place.kind == "kelurahan", place.code),
    ):
        first_of.setdefault(place.code.rpartition(".")[0], place.code)
    villages = list(first_of.values())
    return villages[0], villages[min(1, len(villages) - 1)]


def _add(entry: dict[str, Any], unit: UnitCard, username: str, hashed: str, number: int) -> None:
    is_citizen = "role" not in entry
    user = User.objects.create(
        username=username,
        email=f"{username}@contoh.invalid",  # reserved: nobody ever gets mail there
        full_name=f"{entry['name']} (fiktif)",
        nik=_nik(unit, entry, number),
        identity_level=User.Identity.CHECKED,
        consented_at=timezone.now() if is_citizen else None,
        password=hashed,
        is_demo=True,
    )
    Profile.objects.create(user=user, **_civil(entry, unit))
    if not is_citizen:
        _seat(user, entry, unit)


def _civil(entry: dict[str, Any], unit: UnitCard) -> dict[str, Any]:
    lives_here = unit.kind in {"desa", "kelurahan"}
    return {
        "birth_place": regions.regency().short_name,
        "birth_date": entry["born"],
        "sex": entry["sex"],
        "religion": "Islam",
        "region_id": unit.region_code if lives_here else None,
        **{name: entry[name] for name in OWN_FACTS if name in entry},
        **(entry.get("in_a_ward", {}) if unit.kind == "kelurahan" else {}),
    }


def _nik(unit: UnitCard, entry: dict[str, Any], number: int) -> str:
    """A number of the right form that belongs to nobody."""
    born: date = entry["born"]
    district = (unit.region_code + ".01")[:8].replace(".", "")
    day = born.day + (40 if entry["sex"] == "P" else 0)
    return f"{district}{day:02d}{born:%m%y}{FIRST_SERIAL + number}"


def _seat(user: User, entry: dict[str, Any], unit: UnitCard) -> None:
    """The role: with the post where the unit has one that gives it; and the second factor."""
    role = Role.objects.get(code=entry["role"])
    posts = [post for post in organizations.posts(unit.id) if post.role_code == role.code]
    if posts and entry.get("post", True):
        appoint(SYSTEM, user.id, posts[0].id, Appointment(SINCE, DECREE, rank=entry.get("rank", "")))
    else:
        place = Place(unit.id, unit.name, unit.region_code)
        write_grant(SYSTEM, user, role, place, Held(Term(SINCE, basis=DECREE)))
    if role.needs_second_factor:
        TOTP.activate(user, _fixed_secret(user.username))


def _fixed_secret(username: str) -> str:
    """The same device in every demo, so that an authenticator set up once goes on working."""
    return base64.b32encode(hashlib.sha1(f"balai-demo:{username}".encode()).digest()).decode()  # noqa: S324
