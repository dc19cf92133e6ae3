"""The dataclasses that cross the wall of this module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.ui.icons import StrOrPromise

Standing = Literal["definitif", "plt", "plh", "delegasi"]
State = Literal["waiting", "upcoming", "valid", "expired", "suspended", "revoked", "replaced", "unknown"]
Likeness = Literal["identical", "earlier", "changed", "foreign"]
IN_FORCE: frozenset[State] = frozenset(
    {"valid", "upcoming"}
)  # of the document itself; a register may say otherwise


@dataclass(frozen=True)
class StateWord:
    """A state as every list and page says it: the word with its colour and shape."""

    label: StrOrPromise
    tone: Literal["good", "warn", "bad", "info", "calm"]
    icon: str


STATE_WORDS: Mapping[State, StateWord] = {
    "waiting": StateWord(_("Menunggu tanda tangan"), "info", "hourglass"),
    "upcoming": StateWord(_("Belum berlaku"), "info", "calendar-clock"),
    "valid": StateWord(_("Berlaku"), "good", "shield-check"),
    "expired": StateWord(_("Habis masa berlaku"), "warn", "calendar-x"),
    "suspended": StateWord(_("Dibekukan"), "warn", "circle-pause"),
    "revoked": StateWord(_("Dicabut"), "bad", "ban"),
    "replaced": StateWord(_("Diganti"), "calm", "replace"),
    "unknown": StateWord(_("Tidak dikenal"), "bad", "shield-question-mark"),
}


class Word(TextChoices):
    """What is known of an outside signer's certificate."""

    UNKNOWN = "unknown", _("Penerbitnya tidak dikenal di sini")  # so that nothing can be asked
    WAITING = "waiting", _("Pencabutan sertifikat belum dapat diperiksa")
    SILENT = "silent", _("Penerbit tidak menyebut tempat memeriksa pencabutan")
    GOOD = "good", _("Dipercaya, tidak dicabut")
    REVOKED = "revoked", _("Sertifikat dicabut sebelum menandatangani")


JUDGED = {
    "unknown": ("warn", "shield-alert"),
    "waiting": ("warn", "hourglass"),
    "silent": ("warn", "shield-alert"),
    "good": ("good", "shield-check"),
    "revoked": ("bad", "shield-x"),
}
LONGEST_ASKED = timedelta(minutes=3)  # three tries of the signing job


@dataclass(frozen=True)
class SignatureBlock:
    """Who signs at one place of the page.

    ``on_behalf`` names the post on whose behalf (a.n.) the holder signs; ``user_id`` limits the block to one
    person; ``introduction`` stands above the post, such as "Mengetahui,". ``basis`` and ``ends_on`` are those of
    an acting officer or delegate. ``is_outside``: somebody without an account, with an own certificate.
    """

    post_title: str
    name: str
    user_id: UUID | None = None
    standing: Standing = "definitif"
    on_behalf: str = ""
    rank: str = ""
    employee_number: str = ""
    unit_id: UUID | None = None
    introduction: str = ""
    basis: str = ""
    ends_on: date | None = None
    is_outside: bool = False


@dataclass(frozen=True)
class IssueRequest:
    """What is to be issued. Empty kind and classification, and ``valid_days`` None, come from the template.

    ``facts`` are the template's facts; identity numbers may be plain or sealed. ``subject`` is one line for
    lists. ``valid_from`` is a first day to come, from which the days count; None for the day of issue.
    """

    template: str
    unit_id: UUID
    facts: Mapping[str, Any]
    blocks: tuple[SignatureBlock, ...]
    kind: str = ""
    classification: str = ""
    case_id: UUID | None = None
    subject: str = ""
    owner_id: UUID | None = None
    valid_days: int | None = None
    valid_from: date | None = None
    is_confidential: bool = False  # seen by those who sign for its unit only


@dataclass(frozen=True)
class JudgementCard:
    """What was judged of an outside signer's certificate: a word (``Word``) with its label, the
    trusted root ("" without one), since when it was taken back, when and at which occasion it was judged.
    """

    word: str
    label: str
    root: str
    revoked_at: datetime | None
    at: datetime
    cause: str

    @property
    def tone(self) -> str:
        """The colour and shape of the word."""
        return JUDGED[self.word][0]

    @property
    def icon(self) -> str:
        """Its shape."""
        return JUDGED[self.word][1]


@dataclass(frozen=True)
class SignatureCard:
    """A signature block as people read it; ``signed_at`` None means still open."""

    place: int
    name: str
    post_title: str
    signed_at: datetime | None
    is_trial: bool
    user_id: UUID | None
    failure: str
    unit_id: UUID
    standing: str = "definitif"
    basis: str = ""
    is_outside: bool = False
    means: str = ""  # local, bsre, outside or paper
    certificate_serial: str = ""
    certificate: Mapping[str, str] = field(default_factory=dict)  # of an outside signer
    asked_at: datetime | None = None  # an outside signer (BSrE) was asked and has not answered
    judgements: tuple[JudgementCard, ...] = ()  # of an outside signer's certificate, the newest last

    @property
    def judgement(self) -> JudgementCard | None:
        """What is known now of an outside signer's certificate."""
        return self.judgements[-1] if self.judgements else None

    @property
    def is_trusted(self) -> bool:
        """True when the chain of an outside signer's certificate led to a trusted root when it was judged last."""
        return bool(self.judgement.root if self.judgement else self.certificate.get("root"))

    @property
    def is_asked(self) -> bool:
        """True while an outside signer was asked a moment ago: what takes longer than its job is lost."""
        return self.asked_at is not None and timezone.now() - self.asked_at < LONGEST_ASKED


@dataclass(frozen=True)
class DocumentCard:
    """An issued document. ``url`` is the public page behind its QR code; times are UTC.

    ``since`` and ``effect`` are what a register says of a document that stands while what it grants does not.
    """

    id: UUID
    code: str
    url: str
    number: str
    kind: str
    title: str
    subject: str
    state: State
    unit_id: UUID
    owner_id: UUID | None
    case_id: UUID | None
    issued_at: datetime
    valid_until: date | None
    sha256: str
    size: int
    signatures: tuple[SignatureCard, ...]
    valid_from: date | None = None  # where it does not hold from its issue on
    since: date | None = None
    effect: str = ""

    @property
    def word(self) -> StateWord:
        """How its state is said and shown."""
        return STATE_WORDS[self.state]

    @property
    def is_in_force(self) -> bool:
        """True when it holds now or from a day to come on."""
        return self.state in IN_FORCE


@dataclass(frozen=True)
class Ending:
    """A document in force whose last day is known, with the page that shows it."""

    owner_id: UUID
    title: str
    number: str
    ends_on: date
    link: str


@dataclass(frozen=True)
class Verification:
    """What the public may know of a document; no personal data beyond masked initials.

    ``since`` is the day from which it is suspended, revoked or replaced, ``effect`` what a register says of that.
    """

    code: str
    state: State
    title: str = ""
    number: str = ""
    unit_name: str = ""
    issued_at: datetime | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    holder_initials: str = ""
    signatures: tuple[SignatureCard, ...] = ()
    ended_at: datetime | None = None
    end_reason: str = ""
    replaced_by: str = ""
    since: date | None = None
    effect: str = ""
    provenance: str = ""  # pack, version and origin of the letter's form
    is_lasting: bool = False  # timestamp and revocation data stand in the file (PAdES-B-LTA)

    @property
    def is_trial(self) -> bool:
        """True when a signer was certified by the local authority only."""
        return any(signature.is_trial for signature in self.signatures)

    @property
    def open_signatures(self) -> tuple[SignatureCard, ...]:
        """The blocks that nobody has signed yet, in their order."""
        return tuple(signature for signature in self.signatures if signature.signed_at is None)


@dataclass(frozen=True)
class Comparison:
    """How an uploaded file relates to what was issued."""

    likeness: Likeness
    sha256: str = field(default="")
