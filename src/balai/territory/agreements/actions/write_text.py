"""The text on its way: versions, remarks on clauses, what the others say to them, initials."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.core.errors import Conflict, Invalid, NotVisible
from balai.territory.agreements import access, events, telling
from balai.territory.agreements.access import Voice
from balai.territory.agreements.clauses import LONGEST, read_in
from balai.territory.agreements.comparing import Clause
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Agreement, Draft, Initial, Party, Remark, Stage, Verdict

OPEN_STAGES = (Stage.STUDY, Stage.OFFER, Stage.DRAFT, Stage.CENTRAL, Stage.CONSENT)
TWO = 2


@dataclass(frozen=True)
class Said:
    """What a side says of a clause; ``proposal`` is the wording that it would have, empty for none.

    ``seen`` is the version that its author read (0: the newest). A remark stays with it: a proposal for a clause that
    changed meanwhile is not taken over unseen.
    """

    clause: str
    text: str
    proposal: str = ""
    seen: int = 0


def newest(agreement_id: UUID) -> Draft | None:
    """The newest version of the text."""
    return Draft.objects.filter(agreement_id=agreement_id).first()


def _locked(voice: Voice) -> Agreement:
    agreement = access.lock(voice.agreement.pk)
    access.require_stage(agreement, *OPEN_STAGES)
    return agreement


@transaction.atomic
def write_text(voice: Voice, text: str, seen: int, remark: str = "") -> Draft:
    """A further version by the side that keeps the text; ``seen`` is the version that its author had (0: none).

    Raises Conflict when there is a newer one, Invalid for a text without clauses or without a change.
    """
    agreement = _locked(voice)
    before = newest(agreement.pk)
    if seen != (before.version if before else 0):
        raise Conflict(
            _("Sementara itu ada versi {n}. Bandingkan dahulu.").format(n=before.version if before else 0)
        )
    if Party.objects.filter(agreement=agreement).count() < TWO:
        raise Invalid(_("Sebutkan dahulu pihak lain; setelah naskah dibahas para pihak tidak berubah lagi."))
    clauses = read_in(text, before.clauses if before else ())
    if before and clauses == before.clauses:
        raise Invalid(_("Naskah tidak berubah."), {"text": _("Naskah tidak berubah.")})
    return _keep(voice, agreement, clauses, " ".join(remark.split()))


def _keep(voice: Voice, agreement: Agreement, clauses: Sequence[Clause], remark: str) -> Draft:
    before = newest(agreement.pk)
    draft = Draft.objects.create(
        agreement=agreement,
        version=before.version + 1 if before else 1,
        clauses=list(clauses),
        party=voice.party,
        author=voice.actor.name,
        note=remark[:300],
    )
    note(voice.actor, events.WRITTEN, agreement, version=draft.version, side=voice.party.name)
    return draft


@transaction.atomic
def remark(voice: Voice, said: Said) -> Remark:
    """A remark on a clause of the version that was read. Raises NotVisible without a text, Invalid."""
    agreement = _locked(voice)
    draft = _read(agreement, said.seen)
    if draft.clause(said.clause) is None:
        raise NotVisible(_("Klausul ini tidak ada."))
    text, proposal = " ".join(said.text.split()), said.proposal.replace("\r\n", "\n").strip()
    if not text or len(proposal) > LONGEST:
        raise Invalid(_("Tulis catatannya."), {"text": _("Kolom ini wajib diisi.")})
    kept = Remark.objects.create(
        draft=draft,
        clause=said.clause,
        party=voice.party,
        author=voice.actor.name,
        text=text[:1000],
        proposal=proposal,
    )
    note(voice.actor, events.REMARKED, agreement, version=draft.version, side=voice.party.name)
    _tell(voice, agreement)
    return kept


def _read(agreement: Agreement, seen: int) -> Draft:
    read = Draft.objects.filter(agreement=agreement, version=seen).first() if seen else None
    return read or _the_newest(agreement)


def _the_newest(agreement: Agreement) -> Draft:
    draft = newest(agreement.pk)
    if draft is None:
        raise NotVisible(_("Naskah kerja sama ini belum ditulis."))
    return draft


def _tell(voice: Voice, agreement: Agreement) -> None:
    if not voice.party.is_own:
        telling.tell_text(voice.actor, agreement, voice.party.name)


@transaction.atomic
def answer(voice: Voice, remark_id: UUID, accepts: bool, reason: str = "") -> Remark:
    """Accept or reject another side's remark; with the last acceptance its wording makes a further version.

    Raises NotVisible, Invalid (a refusal without reason), and Conflict for one's own, for one that is decided, and
    for a proposal whose clause has changed since.
    """
    agreement = _locked(voice)
    found = Remark.objects.select_related("draft").filter(pk=remark_id, draft__agreement=agreement).first()
    if found is None:
        raise NotVisible(_("Catatan ini tidak ditemukan."))
    _require_answerable(voice, found)
    why = " ".join(reason.split())[:500]
    if not accepts and not why:
        raise Invalid(_("Tulis alasan penolakannya."), {"reason": _("Kolom ini wajib diisi.")})
    _say(voice, found, accepts, why)
    note(voice.actor, events.ACCEPTED if accepts else events.REJECTED, agreement, side=voice.party.name)
    _settle(voice, agreement, found, accepts)
    _tell(voice, agreement)
    return found


def _require_answerable(voice: Voice, found: Remark) -> None:
    if found.state != Remark.State.OPEN:
        raise Conflict(_("Catatan ini sudah {state}.").format(state=found.get_state_display().lower()))
    if found.party_id == voice.party.pk:
        raise Conflict(_("Catatan sendiri dijawab pihak lain."))


def _say(voice: Voice, found: Remark, accepts: bool, reason: str) -> None:
    try:
        with transaction.atomic():
            Verdict.objects.create(
                remark=found, party=voice.party, author=voice.actor.name, accepts=accepts, reason=reason
            )
    except IntegrityError as error:
        raise Conflict(_("Pihak Anda sudah menjawab catatan ini.")) from error


def _settle(voice: Voice, agreement: Agreement, found: Remark, accepts: bool) -> None:
    """One refusal settles a remark; acceptance needs every other side."""
    others = Party.objects.filter(agreement=agreement).exclude(pk=found.party_id).count()
    if accepts and Verdict.objects.filter(remark=found, accepts=True).count() < others:
        return
    if accepts and found.proposal:
        _take_over(voice, agreement, found)
    found.state = Remark.State.ACCEPTED if accepts else Remark.State.REJECTED
    found.save(update_fields=["state"])


def _take_over(voice: Voice, agreement: Agreement, found: Remark) -> None:
    draft = _the_newest(agreement)
    if draft.clause(found.clause) != found.draft.clause(found.clause):
        raise Conflict(_("Klausul ini sudah berubah sejak catatan dibuat. Tolak, lalu tulis catatan baru."))
    clauses = [
        {**clause, "text": found.proposal} if clause["key"] == found.clause else clause
        for clause in draft.clauses
    ]
    party = Party.objects.get(pk=found.party_id)
    _keep(Voice(voice.actor, agreement, party), agreement, clauses, found.text)


@transaction.atomic
def initial(voice: Voice, version: int) -> Initial:
    """Initial the newest version for one's side, once every remark is decided.

    Raises Conflict for an older version, one that is initialled already, or open remarks.
    """
    agreement = _locked(voice)
    draft = _the_newest(agreement)
    if draft.version != version:
        raise Conflict(_("Sementara itu ada versi {n}. Bandingkan dahulu.").format(n=draft.version))
    if Remark.objects.filter(draft__agreement=agreement, state=Remark.State.OPEN).exists():
        raise Conflict(_("Masih ada catatan yang belum dijawab."))
    try:
        with transaction.atomic():
            kept = Initial.objects.create(draft=draft, party=voice.party, author=voice.actor.name)
    except IntegrityError as error:
        raise Conflict(_("Pihak Anda sudah memaraf versi ini.")) from error
    note(voice.actor, events.INITIALLED, agreement, version=draft.version, side=voice.party.name)
    _tell(voice, agreement)
    return kept


def missing_initials(agreement_id: UUID) -> list[Party]:
    """The sides that have not initialled the newest version; all of them without a text."""
    draft = newest(agreement_id)
    done = list(Initial.objects.filter(draft=draft).values_list("party_id", flat=True)) if draft else []
    return list(Party.objects.filter(agreement_id=agreement_id).exclude(pk__in=done))
