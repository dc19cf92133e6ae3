"""A hall with three agencies on a Monday morning, its coordinator, and a screen that is its kiosk."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from balai.core.actor import SYSTEM
from balai.foundation.accounts.models import Role, RoleGrant, User
from balai.foundation.accounts.testing import actor_of, make_user, sign_in
from balai.foundation.organizations.api import set_up_units
from balai.foundation.organizations.models import Unit
from balai.foundation.regions.testing import plant_regency
from balai.services.queues.api import open_counter
from balai.services.queues.models import Counter, Line, Place, QueueRule
from tests.standing import standing

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # 09.00 WIB
WEEK = {str(day): [["08:00", "15:00"]] for day in range(5)}
RULE: dict[str, Any] = {
    "priority": {
        "elderly": {"minutes": 10, "label": {"id": "Lanjut usia", "en": "Elderly"}},
        "pregnant": {"minutes": 15, "label": {"id": "Ibu hamil", "en": "Pregnant"}},
    }
}
AGENCIES = {
    "A": ("dukcapil", "Dukcapil", ["ktp-el", "kartu-keluarga"]),
    "B": ("imigrasi", "Imigrasi", ["paspor"]),
    "C": ("bpjs-kesehatan", "BPJS Kesehatan", ["jkn"]),
}


@dataclass
class Hall:
    """The place and who works there."""

    place: Place
    lines: dict[str, Line]
    coordinator: User
    officer: User
    outsider: User


def plant() -> Hall:
    """The hall, with a rule that knows two priorities."""
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    regency = Unit.objects.get(code="35.10")
    hall = _unit(regency, "dpmptsp", "DPMPTSP")
    place = Place.objects.create(
        unit=hall, code="mpp", name={"id": "Mal Pelayanan", "en": "Service Mall"}, kind="mall", week=WEEK
    )
    QueueRule.objects.create(code="umum", valid_from=date(2026, 1, 1), content=RULE, source="Perbup 1/2026")
    lines = {
        letter: _line(place, letter, _unit(regency, *names[:2]), names[2])
        for letter, names in AGENCIES.items()
    }
    return Hall(
        place,
        lines,
        _officer("koordinator", hall, "queues.supervise"),
        _officer("penerima", hall, "queues.serve"),
        _officer("luar", _unit(regency, "lain", "Lain"), "queues.supervise"),
    )


def _unit(regency: Unit, slug: str, name: str) -> Unit:
    found, _made = Unit.objects.get_or_create(
        code=f"35.10/{slug}",
        defaults={"name": name, "short_name": name, "kind": "opd", "region_id": "35.10", "parent": regency},
    )
    return found


def _line(place: Place, letter: str, unit: Unit, services: list[str]) -> Line:
    name = {"id": f"Antrean {unit.short_name}", "en": f"{unit.short_name} line"}
    return Line.objects.create(
        place=place, letter=letter, name=name, unit=unit, services=services, minutes=6, rule="umum"
    )


def _officer(username: str, unit: Unit, permission: str) -> User:
    names = {"id": username, "en": username}
    role = Role.objects.create(
        code=username, name=names, purpose=names, reach="unit", permissions=[permission]
    )
    user = make_user(username)
    RoleGrant.objects.create(user=user, role=role, unit=unit, starts_on=date(2020, 1, 1))
    return user


def staff(hall: Hall, letter: str = "A") -> Counter:
    """Somebody opens a counter of the line."""
    counter = Counter.objects.create(place=hall.place, number="1", order=1)
    counter.lines.add(hall.lines[letter])
    open_counter(actor_of(hall.officer), counter.pk)
    return counter


def many_agencies(hall: Hall, count: int) -> None:
    """So many further agencies, each with a line."""
    regency = Unit.objects.get(code="35.10")
    letters = [*"DEFGHJKLMNPQRSTUVWXYZ", "AA", "AB", "AC"][:count]
    for letter in letters:
        _line(
            hall.place,
            letter,
            _unit(regency, f"dinas-{letter.lower()}", f"Dinas Ketenagakerjaan {letter}"),
            ["paspor"],
        )


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    """It is Monday, 2 March 2026, 09.00 WIB."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


standing_hall = standing(plant, at=MONDAY)


@pytest.fixture
def hall(standing_hall: Hall, db: None, monday: time_machine.Traveller) -> Hall:
    """The hall on that Monday; what the test adds goes with it."""
    return deepcopy(standing_hall)


def activated(hall: Hall, **answers: str) -> Client:
    """A browser that the coordinator has made a kiosk of the hall."""
    client = sign_in(Client(), hall.coordinator)
    assert client.post("/kios/aktif/", {"tempat": "mpp", **answers})["Location"] == "/kios/mpp/"
    return client


@pytest.fixture
def kiosk(hall: Hall) -> Client:
    return activated(hall)


def links(answer: HttpResponse) -> dict[str, str]:
    """What can be touched: the words of each link with its address."""
    found = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', answer.content.decode(), re.DOTALL)
    return {" ".join(re.sub(r"<[^>]+>", " ", words).split()): unescape(href) for href, words in found}


def touch(client: Client, answer: HttpResponse, words: str) -> HttpResponse:
    """Follow the first link whose words begin so."""
    href = next(href for label, href in links(answer).items() if label.startswith(words))
    return client.get(href)


def last_look(client: Client, language: str = "Ambil nomor", service: str = "ktp-el") -> HttpResponse:
    """From the start to the last look, for one service."""
    answer = touch(client, client.get("/kios/mpp/"), language)
    answer = touch(client, touch(client, answer, "Dukcapil"), service)
    return touch(client, touch(client, answer, "Tidak"), "Tidak")


def sent_with(answer: HttpResponse) -> tuple[str, dict[str, str]]:
    """Where the form of the last look goes, and what it carries."""
    page = answer.content.decode()
    (action,) = re.findall(r'<form method="post" action="([^"]+)"', page)
    return unescape(action), dict(re.findall(r'<input type="hidden" name="(kunci)" value="([^"]+)"', page))
