"""Installed forms, parsed once a process for each version: a stored version never changes."""

from dataclasses import replace

from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.foundation.forms.models import FormVersion
from balai.foundation.forms.parsing import parse_form
from balai.foundation.forms.spec import FormSpec


def get_form(code: str, version: int | None = None) -> FormSpec:
    """The form in one version, by default the newest. Raises NotVisible."""
    rows = FormVersion.objects.filter(code=code)
    row = (rows.filter(version=version) if version else rows.order_by("-version")).first()
    if row is None:
        raise NotVisible(_("Formulir ini tidak ada."))
    return spec_of(row)


def form_codes() -> list[str]:
    """The codes of all installed forms, in order."""
    return list(FormVersion.objects.order_by("code").values_list("code", flat=True).distinct())


def numbers_of(code: str = "") -> list[tuple[str, str]]:
    """The questions that are answered with a count or a measure, by name with what is asked.

    Those of one form, else of every form, each then with the form's title.
    """
    newest = FormVersion.objects.order_by("code", "-version").distinct("code")
    found: dict[str, str] = {}
    for row in newest.filter(code=code) if code else newest:
        spec = spec_of(row)
        for field in spec.fields():
            if field.is_counted:
                label = str(field.label) if code else f"{field.label} ({spec.title})"
                found.setdefault(field.name, label)
    return list(found.items())


_PARSED: dict[tuple[str, int], FormSpec] = {}  # by digest and version: what it holds can never be stale


def spec_of(row: FormVersion) -> FormSpec:
    """The parsed form of a stored version."""
    key = (row.digest, row.version)
    if key not in _PARSED:
        _PARSED[key] = replace(parse_form(row.definition), version=row.version)
    return _PARSED[key]
