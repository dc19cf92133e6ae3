"""What is held about a person, section by section, each with where it came from."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.core.secret import mask
from balai.core.ui.words import local, moment, short_date
from balai.foundation.accounts import api as accounts
from balai.foundation.audit.api import ReadCard, reads_of
from balai.foundation.cases import api as cases
from balai.foundation.documents import api as documents
from balai.foundation.regions import api as regions

MOST_READS = 100


@dataclass(frozen=True)
class Fact:
    """One thing that is known."""

    label: str
    value: str


@dataclass(frozen=True)
class Section:
    """Facts of one origin. ``since`` is when they came, None where that is not one moment."""

    title: str
    source: str
    facts: tuple[Fact, ...]
    since: datetime | None = None


@dataclass(frozen=True)
class Holdings:
    """Everything about one person, and who has looked."""

    name: str
    sections: tuple[Section, ...]
    reads: tuple[ReadCard, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, for a machine."""
        return asdict(self)


def holdings_of(actor: Actor) -> Holdings:
    """What is held about this person; identity numbers masked. Raises NotAllowed for a visitor."""
    if actor.user_id is None:
        raise NotAllowed(_("Masuk dahulu untuk melihat data Anda."))
    person = accounts.person(actor.user_id)
    sections = (_identity(person), *_roles(actor), *_cases(actor), *_documents(actor))
    return Holdings(person.name, sections, tuple(reads_of(actor.user_id, limit=MOST_READS)))


def _identity(person: accounts.PersonCard) -> Section:
    facts = accounts.profile_facts(person.id)
    where = regions.full_name(person.region_code) if person.region_code else ""
    values = {
        _("Nama"): person.name,
        _("NIK"): person.masked_nik,
        _("Nomor KK"): mask(facts["family_card"]),
        _("Lahir"): ", ".join(filter(None, (person.birth_place, _day(person)))),
        _("Jenis kelamin"): {"L": _("Laki-laki"), "P": _("Perempuan")}.get(person.sex, person.sex),
        _("Agama"): person.religion,
        _("Perkawinan"): person.marital,
        _("Pekerjaan"): person.occupation,
        _("Alamat"): ", ".join(part for part in (person.address, where) if part),
        _("Ponsel"): person.phone,
        _("Surel"): person.email,
    }
    checked = _("KTP yang diperiksa di loket") if person.identity_level else _("Isian Anda sendiri")
    return Section(_("Data diri"), checked, _filled(values))


def _day(person: accounts.PersonCard) -> str:
    return short_date(person.birth_date) if person.birth_date else ""


def _filled(values: dict[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(label, value) for label, value in values.items() if value)


def _roles(actor: Actor) -> Iterator[Section]:
    grants = accounts.grants_of(actor.user_id) if actor.user_id else []
    if grants:
        facts = tuple(Fact(grant.role_name, f"{grant.unit_name}, {grant.starts_on}") for grant in grants)
        yield Section(_("Peran"), _("Administrator yang memberi peran"), facts)


def _cases(actor: Actor) -> Iterator[Section]:
    for card in cases.cases_of_applicant(actor):
        answers = (answer for step in cases.shown_answers(actor, card.id) for answer in step.rows)
        facts = tuple(Fact(str(answer.label), str(answer.text)) for answer in answers)
        source = _("Permohonan %(code)s yang Anda kirim") % {"code": card.code}
        state = Fact(_("Keadaan"), local(card.state_name))
        yield Section(card.title, source, (state, *facts), card.submitted_at)


def _documents(actor: Actor) -> Iterator[Section]:
    facts = tuple(
        Fact(card.title, f"{card.number}, {moment(card.issued_at)}")
        for card in documents.documents_of_owner(actor)
    )
    if facts:
        yield Section(_("Surat yang diterbitkan untuk Anda"), _("Unit yang menerbitkan"), facts)
