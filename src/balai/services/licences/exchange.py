"""An old register comes in, and the register goes out, as the same table (XLSX or CSV)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.actor import Actor
from balai.core.errors import BalaiError, Invalid, NotVisible
from balai.core.exchange import ExportKind, ImportKind, Job, Line, Sheet, register_export, register_import
from balai.foundation.forms.api import read_date
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.regions.api import in_country, regency
from balai.services.licences import policies
from balai.services.licences.actions.place_licence import place_licence
from balai.services.licences.actions.record_licence import write_licence
from balai.services.licences.cards import LicenceDraft
from balai.services.licences.models import Licence
from balai.services.licences.selectors import WORDS, Filters, licence_sheet
from balai.services.licences.selectors import register as register_of

NAME = "izin"
REQUIRED = ("nomor", "jenis", "pemegang", "objek", "berlaku_dari")
STATES = {word: state for state, word in WORDS.items()}


@dataclass(frozen=True)
class _Old:
    """One row of an old register: the licence, and how it stood."""

    draft: LicenceDraft
    state: str
    reason: str


class _Fault(Exception):
    """What is wrong in a column."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def read_register(lines: Sequence[Line], job: Job) -> None:
    """Each row is a licence by its number at a unit; one that is there already may only get a place or NIB."""
    for line in lines:
        try:
            _keep(_read(line, job), job)
        except _Fault as fault:
            job.error(line.number, fault.column, str(fault))
        except BalaiError as fault:
            job.error(line.number, "nomor", str(fault))


def _read(line: Line, job: Job) -> _Old:
    for column in REQUIRED:
        if not line.get(column):
            raise _Fault(column, _("Kolom ini wajib diisi."))
    unit_id = _unit(line.get("unit") or job.unit_code, job)
    follows, follow = _earlier(line.get("lanjutan_dari"), unit_id)
    draft = LicenceDraft(
        unit_id=unit_id,
        kind=line.get("jenis"),
        number=line.get("nomor"),
        holder_name=line.get("pemegang"),
        object=line.get("objek"),
        valid_from=_day(line, "berlaku_dari"),
        valid_until=_day(line, "berlaku_sampai") if line.get("berlaku_sampai") else None,
        nib=line.get("nib"),
        risk=line.get("risiko"),
        place=line.get("alamat"),
        region_code=line.get("kode_wilayah"),
        point=_point(line),
        follows=follows,
        follow=follow,
    )
    return _Old(draft, _state(line), line.get("alasan"))


def _unit(code: str, job: Job) -> UUID:
    if not code:
        own = policies.recording_units(job.actor)
        if len(own) != 1:
            raise _Fault("unit", _("Tulis unit yang menerbitkan, misalnya dpmptsp."))
        return own[0].id
    try:
        unit = unit_by_code(code if code[:1].isdigit() else f"{regency().code}/{code}")
    except NotVisible as fault:
        raise _Fault("unit", _("Unit “{code}” tidak ada.").format(code=code)) from fault
    policies.require(job.actor, policies.RECORD, unit.id)
    return unit.id


def _day(line: Line, column: str) -> date:
    text = line.get(column)
    try:
        return read_date(text)
    except ValueError as fault:
        raise _Fault(column, _("“{text}” bukan tanggal seperti 2026-01-31.").format(text=text)) from fault


def _point(line: Line) -> tuple[Decimal, Decimal] | None:
    texts = [line.get(column).replace(",", ".") for column in ("lintang", "bujur")]
    if not any(texts):
        return None
    try:
        latitude, longitude = (Decimal(text).quantize(Decimal("0.00001")) for text in texts)
    except InvalidOperation as fault:
        raise _Fault("lintang", _("Tulis lintang dan bujur, misalnya -8.21900 dan 114.36900.")) from fault
    if not in_country(latitude, longitude):
        raise _Fault("lintang", _("Titik ini di luar Indonesia."))
    return latitude, longitude


def _state(line: Line) -> str:
    word = line.get("keadaan").lower() or WORDS[Licence.State.ACTIVE]
    if word == "berakhir":
        return Licence.State.ACTIVE
    if word not in STATES:
        raise _Fault("keadaan", _("Pilih salah satu: {names}.").format(names=", ".join(STATES)))
    state = STATES[word]
    if state in (Licence.State.SUSPENDED, Licence.State.REVOKED) and not line.get("alasan"):
        raise _Fault("alasan", _("Tulis alasannya."))
    return state


def _earlier(number: str, unit_id: UUID) -> tuple[UUID | None, str]:
    if not number:
        return None, ""
    found = Licence.objects.filter(unit_id=unit_id, number__iexact=number).order_by("-id").first()
    if found is None:
        raise _Fault(
            "lanjutan_dari", _("Izin {number} belum ada. Taruh barisnya lebih dahulu.").format(number=number)
        )
    is_revoked = found.state == Licence.State.REVOKED
    return found.pk, Licence.Follow.REINSTATEMENT if is_revoked else Licence.Follow.RENEWAL


def _keep(old: _Old, job: Job) -> None:
    draft = old.draft
    number = " ".join(draft.number.split())
    known = Licence.objects.filter(unit_id=draft.unit_id, number=number, valid_from=draft.valid_from).first()
    if known is None:
        write_licence(job.actor, draft, state=old.state, reason=old.reason)
        job.report.created += 1
    elif (known.kind.code, known.holder_name, known.valid_until) != (
        draft.kind, " ".join(draft.holder_name.split()), draft.valid_until
    ):  # fmt: skip
        raise Invalid(_("Izin ini sudah tercatat dengan isi lain."))
    elif place_licence(job.actor, known, draft):
        job.report.changed += 1
    else:
        job.report.unchanged += 1


def write_register(actor: Actor, unit_code: str) -> Sheet:
    """The licences that the actor may see, of one unit when it is named."""
    return licence_sheet(register_of(actor, Filters(unit=unit_code)))


def register() -> None:
    """Add the import and export of this module."""
    help_text = gettext_lazy(
        "Register lama: nomor, jenis (kode), pemegang, objek, berlaku_dari; boleh juga unit, nib, risiko, alamat, "
        "kode_wilayah, lintang, bujur, berlaku_sampai, keadaan, alasan, lanjutan_dari."
    )
    register_import(
        ImportKind(NAME, read_register, gettext_lazy("Register izin"), REQUIRED, policies.RECORD, help_text)
    )
    register_export(ExportKind(NAME, write_register, gettext_lazy("Register izin"), policies.VIEW))
