"""Judging answers: what is visible, what stands, what is missing; never crashes on what people send."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.forms.cleaning import CLEANERS, FieldFault
from balai.foundation.forms.conditions import holds
from balai.foundation.forms.raw import is_blank
from balai.foundation.forms.spec import TICK_TYPES, FieldSpec, FormSpec


@dataclass(frozen=True)
class Examination:
    """The outcome: cleaned values of visible fields, faults by field, and which fields are visible."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    visible: tuple[str, ...] = ()

    def errors_of(self, names: Collection[str]) -> dict[str, str]:
        """The faults of these fields only."""
        return {name: sentence for name, sentence in self.errors.items() if name in names}


@dataclass(frozen=True)
class Answers:
    """Cleaned answers of a whole form, as they are kept with a case: JSON values, identity numbers sealed."""

    form_code: str
    form_version: int
    values: dict[str, Any]


Files = Mapping[str, Sequence[str]]


def examine(spec: FormSpec, raw: Mapping[str, Any], files: Files = MappingProxyType({})) -> Examination:
    """Judge all answers in the order of the form. ``files`` are the ids of checked attachments by field."""
    outcome = Examination()
    visible = []
    for spec_field in spec.fields():
        if not holds(spec_field.when, outcome.values):
            continue
        visible.append(spec_field.name)
        try:
            value = _cleaned(spec_field, (files if spec_field.is_file else raw).get(spec_field.name))
        except FieldFault as fault:
            outcome.errors[spec_field.name] = str(fault)
            continue
        if value is not None:
            outcome.values[spec_field.name] = value
    return Examination(outcome.values, outcome.errors, tuple(visible))


def _cleaned(spec_field: FieldSpec, raw: Any) -> Any:
    if is_blank(raw):
        if spec_field.required:
            raise FieldFault(missing(spec_field))
        return None
    if spec_field.is_file:
        return _counted(spec_field, list(raw))
    return CLEANERS[spec_field.type](spec_field, raw)


def _counted(spec_field: FieldSpec, ids: list[str]) -> list[str]:
    if len(ids) > spec_field.limits.max_count:
        raise FieldFault(_("Paling banyak %d berkas. Hapus yang tidak perlu.") % spec_field.limits.max_count)
    return ids


def missing(spec_field: FieldSpec) -> str:
    """What to do when a required field was left empty."""
    if spec_field.type == "consent":
        return _("Centang pernyataan ini; tanpa itu permohonan tidak dapat dikirim.")
    if spec_field.type in TICK_TYPES:
        return _("Centang isian ini untuk melanjutkan.")
    if spec_field.choices or spec_field.type == "region":
        return _("Pilih %s.") % lower_first(str(spec_field.label))
    if spec_field.is_file:
        return _("Unggah %s.") % lower_first(str(spec_field.label))
    return _("Isi %s.") % lower_first(str(spec_field.label))


def lower_first(label: str) -> str:
    """The label inside a sentence; abbreviations such as NIK keep their capitals."""
    return label[:1].lower() + label[1:] if not label[1:2].isupper() else label


def clean(spec: FormSpec, data: Mapping[str, Any], files: Files = MappingProxyType({})) -> Answers:
    """The cleaned answers of the whole form. Raises Invalid with a sentence for each faulty field."""
    return sound(spec, examine(spec, data, files))


def sound(spec: FormSpec, judged: Examination) -> Answers:
    """The answers, when none is faulty. Raises Invalid with a sentence for each faulty field."""
    if judged.errors:
        raise Invalid(_("Ada isian yang perlu diperbaiki. Isian lain tetap tersimpan."), judged.errors)
    return Answers(spec.code, spec.version, judged.values)
