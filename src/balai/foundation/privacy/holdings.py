"""What is held about a person, section by section, each with where it came from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed
from balai.core.secret import mask
from balai.core.ui.words import local, moment, short_date
from balai.foundation.accounts import api as accounts
from balai.foundation.audit.api import ReadCard, reads_of
from balai.foundation.cases import api as cases
from balai.foundation.documents import api as documents
from balai.foundation.forms import api as forms
from balai.foundation.notices import api as notices
from balai.foundation.privacy.selectors import consents_of
from balai.foundation.regions import api as regions
from balai.foundation.tokens import api as tokens

FORMAT, VERSION = "balai-data-saya", 2
LATEST = 5  # looks that are not folded
ON_PAGE = 50  # cases, documents and looks that the page shows
IN_FILE = 100_000  # and those of a file: all there are


@dataclass(frozen=True)
class Fact:
    """One thing that is known: in words, and as a machine reads it where that differs."""

    name: str
    label: str
    value: str
    raw: Any = None

    def as_json(self) -> dict[str, Any]:
        """The fact for a machine."""
        raw = self.value if self.raw is None else self.raw
        return {"name": self.name, "label": self.label, "value": raw}


@dataclass(frozen=True)
class Section:
    """Facts of one origin. ``since`` is when they came, None where that is not one moment."""

    code: str
    title: str
    source: str
    facts: tuple[Fact, ...]
    since: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """The section for a machine."""
        since = self.since.isoformat() if self.since else None
        facts = [fact.as_json() for fact in self.facts]
        return {"code": self.code, "title": self.title, "source": self.source, "since": since, "facts": facts}


_sources: list[Callable[[Actor], Iterable[Section]]] = []


def register_holding(sections_of: Callable[[Actor], Iterable[Section]]) -> None:
    """Add what a module above keeps about the signed-in person (in ``AppConfig.ready``)."""
    _sources.append(sections_of)


@dataclass(frozen=True)
class Holdings:
    """Everything about one person, and who has looked."""

    name: str
    sections: tuple[Section, ...]
    reads: tuple[ReadCard, ...]
    made_at: datetime

    @property
    def latest_reads(self) -> tuple[ReadCard, ...]:
        """The looks that a page shows at once."""
        return self.reads[:LATEST]

    @property
    def earlier_reads(self) -> tuple[ReadCard, ...]:
        """The looks before those."""
        return self.reads[LATEST:]

    def as_json(self) -> dict[str, Any]:
        """The same for a machine: names of facts and codes of sections stay, labels follow the reader's language."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self.made_at.isoformat(),
            "name": self.name,
            "sections": [section.as_json() for section in self.sections],
            "reads": [_read_as_json(read) for read in self.reads],
        }


def _read_as_json(read: ReadCard) -> dict[str, Any]:
    return {
        "when": read.when.isoformat(),
        "who": read.actor_name,
        "standing": read.standing,
        "what": read.what,
        "why": read.why,
        "allowed": read.allowed,
    }


def holdings_of(actor: Actor, limit: int = ON_PAGE) -> Holdings:
    """What is held about this person; identity numbers masked. Raises NotAllowed for a visitor.

    ``limit`` bounds cases, documents and looks each.
    """
    if actor.user_id is None:
        raise NotAllowed(_("Masuk dahulu untuk melihat data Anda."))
    person = accounts.person(actor.user_id)
    sections = (
        _identity(person),
        *_roles(actor),
        *_cases(actor, limit),
        *_documents(actor, limit),
        *_drafts(actor),
        *_consents(actor),
        *(section for sections_of in _sources for section in sections_of(actor)),
        *_keys(actor),
    )
    reads = tuple(reads_of(actor.user_id, limit=limit))
    return Holdings(person.name, sections, reads, timezone.now())


def _identity(person: accounts.PersonCard) -> Section:
    numbers = accounts.profile_facts(person.id)
    where = regions.full_name(person.region_code) if person.region_code else ""
    sexes = {"L": _("Laki-laki"), "P": _("Perempuan")}
    facts = (
        Fact("name", _("Nama"), person.name),
        Fact("nik", _("NIK"), person.masked_nik),
        Fact("family_card", _("Nomor KK"), mask(numbers["family_card"])),
        Fact("birth_place", _("Tempat lahir"), person.birth_place),
        Fact("birth_date", _("Tanggal lahir"), *_day(person.birth_date)),
        Fact("sex", _("Jenis kelamin"), sexes.get(person.sex, ""), person.sex),
        Fact("religion", _("Agama"), person.religion),
        Fact("marital", _("Perkawinan"), person.marital),
        Fact("occupation", _("Pekerjaan"), person.occupation),
        Fact("address", _("Alamat"), ", ".join(filter(None, (person.address, _rt_rw(person), where)))),
        Fact("phone", _("Ponsel"), person.phone),
        Fact("email", _("Surel"), person.email),
    )
    checked = _("KTP yang diperiksa di loket") if person.identity_level else _("Isian Anda sendiri")
    return Section("identity", _("Data diri"), checked, tuple(fact for fact in facts if fact.value))


def _day(day: date | None) -> tuple[str, str]:
    return (short_date(day), day.isoformat()) if day else ("", "")


def _rt_rw(person: accounts.PersonCard) -> str:
    return f"RT {person.rt} RW {person.rw}" if person.rt and person.rw else ""


def _roles(actor: Actor) -> Iterator[Section]:
    grants = accounts.grants_of(actor.user_id) if actor.user_id else []
    if grants:
        facts = tuple(
            Fact(grant.role, grant.role_name, f"{grant.unit_name}, {short_date(grant.starts_on)}")
            for grant in grants
        )
        yield Section("roles", _("Peran"), _("Administrator yang memberi peran"), facts)


def _cases(actor: Actor, limit: int) -> Iterator[Section]:
    for card in cases.cases_of_applicant(actor, limit):
        answers = (answer for step in cases.shown_answers(actor, card.id) for answer in step.rows)
        facts = tuple(
            Fact(
                answer.name,
                str(answer.label),
                ", ".join(one.name for one in answer.files) or str(answer.text),
            )
            for answer in answers
        )
        source = _("Permohonan %(code)s yang Anda kirim") % {"code": card.code}
        state = Fact("state", _("Keadaan"), local(card.state_name), card.state)
        yield Section("case", card.title, source, (state, *facts), card.submitted_at)


def _documents(actor: Actor, limit: int) -> Iterator[Section]:
    facts = tuple(
        Fact(card.code, card.title, f"{card.number}, {moment(card.issued_at)}")
        for card in documents.documents_of_owner(actor, limit)
    )
    if facts:
        title = _("Surat yang diterbitkan untuk Anda")
        yield Section("documents", title, _("Unit yang menerbitkan"), facts)


def _drafts(actor: Actor) -> Iterator[Section]:
    facts = tuple(
        Fact(draft.purpose, str(draft.spec.title), moment(draft.saved_at), draft.saved_at.isoformat())
        for draft in forms.my_drafts(forms.Holder(actor))
    )
    if facts:
        yield Section("drafts", _("Draf yang belum dikirim"), _("Isian Anda sendiri"), facts)


def _consents(actor: Actor) -> Iterator[Section]:
    facts = tuple(
        Fact(
            card.entry.code, local(card.entry.facts["name"]), moment(card.given_at), card.given_at.isoformat()
        )
        for card in consents_of(actor)
        if card.given_at
    )
    if facts:
        yield Section("consents", _("Persetujuan"), _("Anda memberikannya di halaman Data saya"), facts)


def _keys(actor: Actor) -> Iterator[Section]:
    if actor.user_id is None:
        return
    counts = (
        Fact("notices", _("Pemberitahuan dan pilihannya"), str(notices.count_of(actor.user_id))),
        Fact("devices", _("Perangkat, faktor kedua, kode"), str(accounts.count_devices(actor.user_id))),
        Fact("tokens", _("Token akses"), str(tokens.count_tokens(actor.user_id))),
    )
    facts = tuple(fact for fact in counts if fact.value != "0")
    if facts:
        yield Section("keys", _("Pemberitahuan dan cara masuk"), _("Terjadi saat Anda memakai Balai"), facts)
