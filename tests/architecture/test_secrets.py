"""Identity numbers stand sealed in columns made for them, and nowhere else."""

import re

import pytest
from django.apps import apps
from django.db.models import Field, JSONField

from balai.core.secret import SecretField
from tests.architecture import source

IDENTITY = re.compile(r"(^|_)(nik|kk|no_kk|family_card|nomor_induk_kependudukan)($|_)")


def own_fields() -> list[Field]:
    """All columns of Balai's own tables."""
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("balai.")
        for field in model._meta.concrete_fields
    ]


def test_columns_for_identity_numbers_are_sealed() -> None:
    plain = [
        str(field)
        for field in own_fields()
        if IDENTITY.search(field.name) and not isinstance(field, SecretField | JSONField)
    ]
    assert plain == []


def test_each_sealed_column_names_its_purpose() -> None:
    assert {field.purpose for field in own_fields() if isinstance(field, SecretField)} <= {"nik", "kk"}


@pytest.mark.parametrize("pattern", [r"record\([^)]*\bnik\s*=", r"log\w*\.\w+\([^)]*\bnik\b"])
def test_events_and_logs_take_no_identity_number(pattern: str) -> None:
    wrong = [
        str(path.relative_to(source.ROOT))
        for path in source.python_files()
        if not source.is_test(path) and re.search(pattern, path.read_text())
    ]
    assert wrong == []
