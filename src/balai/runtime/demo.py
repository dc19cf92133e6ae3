"""The demo: invented people with one known password, marked as such in their accounts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.db import transaction

from balai.core.actor import SYSTEM
from balai.foundation.accounts import api as accounts
from balai.foundation.organizations import api as organizations
from balai.foundation.regions import api as regions
from balai.runtime.commands import DEMO_PASSWORD
from balai.runtime.people import Seat, cast, unit_of
from balai.runtime.postgres import Say
from balai.runtime.problem import Problem

SINCE = date(2024, 1, 2)
DECREE = "SK Demo Nomor 1 Tahun 2024 (rekaan)"
BIRTH = {"warga": ("P", date(1990, 5, 12)), "warga2": ("L", date(1985, 8, 17))}


@dataclass(frozen=True)
class Shown:
    """A demo account as the start of the demo prints it."""

    username: str
    name: str
    where: str


def load(code: str, say: Say) -> list[Shown]:
    """Add the members of the cast who are missing, and tell who is where."""
    seats = cast(code)
    present = set(_users().filter(is_demo=True).values_list("username", flat=True))
    missing = [seat for seat in seats if seat.username not in present]
    if missing:
        say(f"Menambahkan {len(missing)} orang rekaan …")
    for seat in missing:
        _add(seat)
    return [Shown(seat.username, seat.name, _where(seat)) for seat in seats]


def refuse_real_people() -> None:
    """A Problem when accounts of real people stand in this database: a demo does not mix with them."""
    if _users().filter(is_demo=False).exists():
        raise Problem(
            "Instalasi ini berisi akun sungguhan; jalankan `balai run`, "
            "atau beri demo folder sendiri dengan BALAI_HOME."
        )


def refuse_demo_people() -> None:
    """A Problem when demo accounts, whose password everybody knows, would be reachable from elsewhere."""
    if _users().filter(is_demo=True).exists():
        raise Problem(
            "Instalasi ini berisi akun demo dengan kata sandi umum; hanya boleh dijalankan di 127.0.0.1. "
            "Untuk dipakai sungguhan, siapkan BALAI_HOME baru dengan `balai init`."
        )


def _users() -> Any:
    return apps.get_model("accounts.User").objects


@transaction.atomic
def _add(seat: Seat) -> None:
    user = _citizen(seat) if seat.home else _officer(seat)
    if seat.heads:
        unit = unit_of(seat)
        head = next(post for post in organizations.posts(unit.id) if post.is_head)
        accounts.appoint(SYSTEM, user.pk, head.id, accounts.Appointment(SINCE, DECREE))
    elif seat.unit:
        accounts.grant_role(SYSTEM, user.pk, seat.role, unit_of(seat).id, accounts.Term(SINCE, basis=DECREE))


def _account(seat: Seat, **facts: Any) -> Any:
    user = apps.get_model("accounts.User")(username=seat.username, full_name=seat.name, is_demo=True, **facts)
    user.set_password(DEMO_PASSWORD)
    user.save(force_insert=True)
    return user


def _officer(seat: Seat) -> Any:
    """An officer with a one-time password device, whose current code the demo's sign-in page shows."""
    user = _account(seat)
    apps.get_model("accounts.Profile").objects.create(user=user)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    return user


def _citizen(seat: Seat) -> Any:
    """A citizen whose identity was seen at a counter."""
    sex, birth = BIRTH[seat.username]
    email = f"{seat.username}@contoh.invalid"
    user = _account(seat, email=email, identity_level=1, nik=_nik(seat.home, sex, birth))
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    apps.get_model("accounts.Profile").objects.create(
        user=user,
        birth_place=regions.regency().short_name,
        birth_date=birth,
        sex=sex,
        religion="Islam",
        marital="Kawin",
        occupation="Wiraswasta",
        address="Dusun Krajan",
        rt="002",
        rw="001",
        region_id=seat.home,
    )
    return user


def _nik(village: str, sex: str, birth: date) -> str:
    """A number of the right form that belongs to nobody: its serial number is not given out."""
    day = birth.day + (40 if sex == "P" else 0)
    return f"{village[:8].replace('.', '')}{day:02d}{birth:%m%y}9901"


def _where(seat: Seat) -> str:
    return f"warga {regions.full_name(seat.home)}" if seat.home else unit_of(seat).name
