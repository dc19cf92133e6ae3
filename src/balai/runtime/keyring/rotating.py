"""Renewing keys. Data keys: everything that was sealed is sealed anew, in batches, while people work.

The old key stays in the ring, since older backups need it; ``forget`` takes it out when nothing here does.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from balai.core.keys import add_data_key, data_keys, data_ring, replace_file
from balai.core.secret import SecretField, reseal
from balai.foundation.documents import api as documents
from balai.foundation.forms import api as forms
from balai.runtime.postgres import Say
from balai.runtime.problem import Problem

PURPOSES = ("nik", "kk", "totp")
BATCH = 500
SEALED = re.compile(r"^\w+:[A-Za-z0-9+/]{20,}={0,2}$")
KEPT = {"audit"}  # its rows are never rewritten


def rotate_data(home: Path, say: Say) -> int:
    """Make a new data key (unless an earlier rotation is unfinished) and seal everything under it.

    Returns how many values and files were sealed anew. Can be killed and begun again.
    """
    current, keys = data_keys(home)
    if len(keys) == 1 or not _left(current):
        current = str(max(int(name) for name in keys) + 1)
        add_data_key(home, current, AESSIV.generate_key(512), make_current=True)
        say(f"Kunci data {current} dibuat; menyegel ulang …")
    else:
        say(f"Penggantian ke kunci data {current} dilanjutkan …")
    changed = 0
    for model, field in sealed_columns():
        done = _column(model, field, current)
        changed += done
        if done:
            say(f"{model._meta.label}.{field.name}: {done}")
    files = documents.reseal_files() + forms.reseal_attachments()
    say(f"berkas: {files}")
    return changed + files


def forget(home: Path, name: str) -> None:
    """Take an old data key out of the ring. Raises a Problem while anything here needs it."""
    current, keys = data_keys(home)
    if name == current or name not in keys:
        raise Problem(f"Kunci data {name} sedang dipakai atau tidak ada; tidak ada yang diubah.")
    if _left(current):
        raise Problem(
            "Masih ada isi di bawah kunci lama; jalankan dulu `balai key rotate data` sampai selesai."
        )
    ring = json.loads(data_ring(home).read_text())
    del ring["keys"][name]
    replace_file(data_ring(home), json.dumps(ring))


def sealed_columns() -> Iterator[tuple[type[models.Model], Any]]:
    """Columns in which sealed values stand: those for identity numbers, and JSON."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in KEPT:
            for field in model._meta.concrete_fields:
                if isinstance(field, SecretField | models.JSONField):
                    yield model, field


def _left(current: str) -> bool:
    """Whether any column still holds a value under another key."""
    return any(next(_older(model, field, current, 1), None) for model, field in sealed_columns())


def _older(model: type[models.Model], field: Any, current: str, most: int) -> Iterator[tuple[Any, str]]:
    """Primary key and text of rows with a value under another key than the current one."""
    is_json = isinstance(field, models.JSONField)
    pattern = r'"(?!{0}:)[0-9]+:[A-Za-z0-9+/]{{20,}}={{0,2}}"' if is_json else r"^(?!{0}:)[0-9]+:"
    query = sql.SQL(
        "SELECT {key}, {column}::text FROM {table} WHERE {column}::text ~ {pattern} LIMIT {most}"
    ).format(
        key=sql.Identifier(str(model._meta.pk.column)),
        column=sql.Identifier(field.column),
        table=sql.Identifier(model._meta.db_table),
        pattern=sql.Literal(pattern.format(re.escape(current))),
        most=sql.Literal(most),
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        yield from cursor.fetchall()


def _column(model: type[models.Model], field: Any, current: str) -> int:
    """Batch after batch, until a batch changes nothing: what is left then was sealed for a purpose of its own."""
    anew = _anew_json if isinstance(field, models.JSONField) else _anew_text
    total = 0
    while True:
        with transaction.atomic():
            rows = list(_older(model, field, current, BATCH))
            done = sum(_store(model, field, key, text, anew(text)) for key, text in rows)
        total += done
        if not done:
            return total


def _store(model: type[models.Model], field: Any, key: Any, old: str, fresh: str | None) -> int:
    """Write the value unless somebody changed the row meanwhile."""
    if fresh is None:
        return 0
    query = sql.SQL("UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column}::text = %s").format(
        table=sql.Identifier(model._meta.db_table),
        column=sql.Identifier(field.column),
        key=sql.Identifier(str(model._meta.pk.column)),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [fresh, key, old])
        return int(cursor.rowcount)


def _anew_text(text: str) -> str | None:
    return reseal(text, PURPOSES)


def _anew_json(text: str) -> str | None:
    old = json.loads(text)
    fresh = _walked(old, lambda value: reseal(value, PURPOSES) or value)
    return json.dumps(fresh) if fresh != old else None


def _walked(node: Any, change: Callable[[str], str]) -> Any:
    """The same structure with sealed texts changed."""
    if isinstance(node, dict):
        return {key: _walked(value, change) for key, value in node.items()}
    if isinstance(node, list):
        return [_walked(value, change) for value in node]
    return change(node) if isinstance(node, str) and SEALED.match(node) else node
