"""The demo: invented people and cases, marked as such; one known password, on loopback only."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from balai.foundation.accounts import api as accounts
from balai.runtime import (
    demo_adoption,
    demo_agreements,
    demo_bills,
    demo_cases,
    demo_licences,
    demo_packs,
    demo_queue,
    demo_visits,
)
from balai.runtime.postgres import Say
from balai.runtime.problem import Problem


@dataclass(frozen=True)
class Shown:
    """A demo account as the start of the demo prints it."""

    username: str
    name: str
    where: str


def load(code: str, say: Say) -> list[Shown]:
    """Add the people and cases that are missing, and tell who is where."""
    people = accounts.create_demo_people(code)
    made = demo_cases.load(code)
    if made:
        say(f"{made} perkara fiktif ditambahkan.")
    demo_bills.load(code)
    demo_licences.load(code)
    visits = demo_queue.load(code)
    if visits:
        say(f"{visits} kunjungan fiktif di Mal Pelayanan Publik ditambahkan.")
    guests = demo_visits.load(code)
    if guests:
        say(f"{guests} kunjungan studi ditambahkan: riwayat menurut laporan pers, dan tiga rombongan fiktif.")
    demo_agreements.load(code)
    if packs := demo_packs.load():
        say(f"{packs} paket diterbitkan di katalog sebagai contoh.")
    if plans := demo_adoption.load(code):
        say(f"{plans} rencana adopsi fiktif ditambahkan.")
    return [Shown(one.username, one.name, f"{one.role}, {one.where}") for one in people]


def refuse_real_people() -> None:
    """A Problem when this is an installation of real people: a demo does not mix with them.

    Who registers while a demo runs becomes part of that demo.
    """
    users = _users()
    if users.filter(is_demo=False).exists() and not users.filter(is_demo=True).exists():
        raise Problem(
            "Instalasi ini berisi akun sungguhan; jalankan `balai run`, atau beri demo folder lain dengan BALAI_HOME."
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
