"""What no form offers is not taken: a field sent beside a form reaches no column of any table."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models

from balai.foundation.accounts.testing import make_user
from tests.access.conftest import Cast
from tests.access.memory import Memory
from tests.hostile import walk
from tests.hostile.walk import Sheet

pytestmark = pytest.mark.django_db(databases="__all__")
TEXT, NUMBER, DAY, NOBODY = "sisipan-7f3a", 918273645, datetime(1999, 9, 9, 9, 9), UUID(int=0x7F3A << 64)
# what somebody would like to be, with values that the house knows
WISHES = {
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "",
    "is_demo": "",
    "identity_level": "3",
    "level": "3",
    "role": "admin_kabupaten",
    "roles": "admin_kabupaten",
    "peran": "admin_kabupaten",
    "permissions": "accounts.manage",
    "may_grant": "admin_kabupaten",
    "reach": "region",
    "standing": "plt",
    "state": "terbit",
    "keadaan": "terbit",
    "outcome": "granted",
    "hasil": "granted",
}
# the words that pages of the house use
WORDS = (
    "pemilik",
    "pemohon",
    "petugas",
    "orang",
    "harga",
    "tarif",
    "jumlah",
    "nomor",
    "kode",
    "wilayah",
    "atas_nama",
)
# who may do what, and how matters stand
POWERS = (
    "SELECT username, is_active, identity_level, is_demo FROM accounts_user ORDER BY 1",
    "SELECT user_id, role_id, unit_id, standing FROM accounts_rolegrant ORDER BY 1, 2, 3",
    "SELECT code, permissions, may_grant, reach FROM accounts_role ORDER BY 1",
    "SELECT applicant_id, unit_id, state, outcome FROM cases_case ORDER BY 1, 2, 3",
    "SELECT case_id, role, unit_id FROM cases_task ORDER BY 1, 2, 3",
    "SELECT owner_id, unit_id, state FROM documents_document ORDER BY 1, 2, 3",
    "SELECT owner_id, visitor FROM forms_draft ORDER BY 1",
    "SELECT payer_id, state, total FROM payments_bill ORDER BY 1, 2, 3",
)


def wishes(stranger: UUID) -> dict[str, str]:
    """A value for every column that any table has, by the name of the column and of its field."""
    found = dict.fromkeys(WORDS, TEXT)
    for model in apps.get_models():
        if model.__module__.startswith("balai."):
            for field in model._meta.concrete_fields:
                value = str(_value(field, stranger))
                found.setdefault(field.name, value)
                found.setdefault(field.attname, value)
    return {**found, **WISHES}


def _value(field: "models.Field[Any, Any]", stranger: UUID) -> object:
    if isinstance(field, models.ForeignKey):
        return stranger if field.remote_field.model._meta.label == "accounts.User" else NOBODY
    if isinstance(field, models.UUIDField):
        return NOBODY
    if isinstance(field, models.DateTimeField):
        return DAY
    if isinstance(field, models.DateField):
        return DAY.date()
    return NUMBER if isinstance(field, models.IntegerField | models.DecimalField) else TEXT


def powers() -> list[list[tuple[object, ...]]]:
    """The answers of the database to the questions."""
    with connection.cursor() as cursor:
        return [cursor.execute(question).fetchall() for question in POWERS]


def test_what_no_form_offers_is_not_taken(cast: Cast, sheets: list[Sheet]) -> None:
    stranger = make_user("orang.lain").pk
    wanted = wishes(stranger)
    taken = Memory.now(about=f"{TEXT}|{NUMBER}|{DAY:%Y-%m-%d}|{NOBODY}|{stranger}")
    offered = walk.offered(sheets)
    usual, granted, broken, sent = powers(), [], [], 0
    for sheet in sheets:
        known = sheet.form.filled()
        with cast.undone():
            client = cast.client(sheet.role)
            with taken.watching() as changed:
                extra = {name: value for name, value in wanted.items() if name not in offered[sheet.view]}
                answer = walk.send(client, sheet.form, extra | known)
            now = powers()
        if now != usual:  # perhaps by right: then so without the wishes
            with cast.undone():
                walk.send(cast.client(sheet.role), sheet.form, known)
                changed |= {"powers"} if powers() != now else set()
        granted += [(sheet.role, sheet.form.action, changed)] if changed else []
        broken += [(sheet.role, sheet.form.action)] if answer.status_code >= 500 else []
        sent += answer.status_code < 400
    assert (granted, broken) == ([], [])
    assert sent > len(sheets) / 3  # the walk means something: many forms went through
