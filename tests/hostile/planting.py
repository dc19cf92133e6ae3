"""Puts a text into every column that people read, as if it had come in by an import or by an older version."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

# not words for people but names for the house: it looks something up by them
NAMES = {
    "accounts_user": {"username", "email", "phone", "language", "password"},
    "accounts_profile": {"rt", "rw"},
    "agreements_agreementkind": {"procedure"},
    "documents_templateversion": {"facts", "source"},
    "packs_publisher": {"trouble"},
    "payments_order": {"account"},
    "regions_regency": {"timezone"},
}
KEYS = {
    "action", "adapter", "bank", "cash", "category", "channel", "chart", "classification", "code",
    "code_prefix", "colours", "content_type", "definition", "digest", "ending", "field", "form_code",
    "form_version", "icon", "key", "key_name", "kind", "lane", "late_account", "link", "name_key", "pack",
    "pack_version", "path", "pattern", "previous", "procedure_code", "proof", "purpose", "query",
    "receivable", "region_code", "role", "scopes", "service", "service_code", "sha256", "signature",
    "signer_kind", "slug", "sort_key", "standing", "state", "step", "subject_kind", "surplus", "tried",
    "variant", "visitor",
}  # fmt: skip
WORDS = {"id", "en"}  # the keys of a text in both languages


def plant(text: str) -> set[str]:
    """Let every text be this one, cut to the room that there is; the columns (``table.column``) where it stands now."""
    return {f"{table}.{column}" for table, column, value in _columns(text) if _put(table, column, value)}


def _columns(text: str) -> Iterator[tuple[str, str, str]]:
    for model in apps.get_models():
        if model.__module__.startswith("balai."):
            table = model._meta.db_table
            for field in model._meta.concrete_fields:
                if _is_read(field) and field.column not in NAMES.get(table, set()):
                    yield table, field.column, text[: field.max_length or None]


def _is_read(field: "models.Field[Any, Any]") -> bool:
    is_text = type(field) in {models.CharField, models.TextField} and not field.choices and not field.unique
    return is_text and field.column not in KEYS


def _put(table: str, column: str, value: str) -> bool:
    """False where a constraint or a trigger keeps the column as it is."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'UPDATE {table} SET "{column}" = %s', [value])  # noqa: S608
            return bool(cursor.rowcount)
    except DatabaseError:
        return False


def plant_facts(text: str) -> None:
    """Let every fact of events and notices, and every word of what packs brought, be the text."""
    for model in apps.get_models():
        if model.__module__.startswith("balai."):
            own = KEYS | NAMES.get(model._meta.db_table, set())
            for field in model._meta.concrete_fields:
                if isinstance(field, models.JSONField) and field.column not in own:
                    _plant_json(model, field.column, text)


def _plant_json(model: type[models.Model], column: str, text: str) -> None:
    rows = list(model._base_manager.values_list("pk", column))
    changed = [(pk, exchanged(value, text, column == "facts")) for pk, value in rows]
    try:
        with transaction.atomic():
            for (pk, value), (_pk, old) in zip(changed, rows, strict=True):
                if value != old:
                    model._base_manager.filter(pk=pk).update(**{column: value})
    except DatabaseError:
        return


def exchanged(value: Any, text: str, everything: bool) -> Any:
    """The value with the text in the place of its words: both languages of a text, and every text of a fact."""
    if isinstance(value, list):
        return [exchanged(one, text, everything) for one in value]
    if isinstance(value, dict):
        is_text = set(value) == WORDS
        return {
            key: text if is_text and isinstance(one, str) else exchanged(one, text, everything)
            for key, one in value.items()
        }
    return text if everything and isinstance(value, str) else value
