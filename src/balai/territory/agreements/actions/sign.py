"""The ceremony: each side signs, with a certificate here or at an own tool, or on paper whose scan is certified."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.documents import api as documents
from balai.foundation.forms.api import Holder, close_draft, link_attachments, take_answers
from balai.foundation.regions.api import today
from balai.territory.agreements import access, events, telling
from balai.territory.agreements.actions.write_text import newest
from balai.territory.agreements.clauses import write_out
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Agreement, Party, Signature, Stage

TEMPLATE = "naskah-kerja-sama"
ORIGINAL = "agreement_original"  # the kind under which forms keeps scanned originals
DAY, FILES = "tanggal_tanda_tangan", "naskah_asli"  # answers of the form


@dataclass(frozen=True)
class Seat:
    """How a party signs: outside with an own certificate or on paper, and after whom (0: at any time)."""

    has_certificate: bool = False
    turn: int = 0


@transaction.atomic
def lay_out(actor: Actor, agreement_id: UUID, seats: Mapping[UUID, Seat]) -> Agreement:
    """Print and number the final text with the places of everybody who signs it, in their turns.

    Raises NotVisible, NotAllowed, Invalid (nobody named for a certificate), Conflict when it is laid out already.
    """
    agreement = access.locked(actor, agreement_id)
    access.require_stage(agreement, Stage.SIGNATURE)
    for party in Party.objects.filter(agreement=agreement):
        _seat(party, seats.get(party.pk, Seat()))
    return _lay_out(actor, agreement)


def _seat(party: Party, seat: Seat) -> None:
    party.has_certificate = party.unit_id is None and seat.has_certificate
    party.turn = seat.turn
    if party.has_certificate and not party.signer:
        raise Invalid(_("Sebutkan dahulu siapa yang menandatangani untuk {name}.").format(name=party.name))
    party.save(update_fields=["has_certificate", "turn"])


def _lay_out(
    actor: Actor, agreement: Agreement, blocks: Mapping[UUID, documents.SignatureBlock] | None = None
) -> Agreement:
    if agreement.document_id is not None:
        raise Conflict(_("Naskah akhirnya sudah disiapkan."))
    if Signature.objects.filter(party__agreement=agreement).exists():
        raise Conflict(_("Ada pihak yang sudah menandatangani; naskah tidak berubah lagi."))
    request = request_of(agreement, blocks or {})
    if unnamed := [block.post_title for block in request.blocks if not block.name]:
        raise Invalid(
            _("Sebutkan dahulu siapa yang menandatangani untuk {name}.").format(name=", ".join(unnamed))
        )
    card = documents.lay_out(actor, request)
    agreement.document_id, agreement.number = card.id, card.number
    agreement.save(update_fields=["document_id", "number"])
    note(actor, events.LAID_OUT, agreement)
    return agreement


@transaction.atomic
def take_back(actor: Actor, agreement_id: UUID) -> Agreement:
    """Withdraw the final text, to seat the parties anew. Raises as ``lay_out``, Conflict once somebody has signed."""
    agreement = access.locked(actor, agreement_id)
    access.require_stage(agreement, Stage.SIGNATURE)
    withdraw_text(actor, agreement)
    return agreement


def withdraw_text(actor: Actor, agreement: Agreement) -> None:
    """Withdraw the final text that nobody has signed, if there is one; the agreement's row is held by the caller."""
    if agreement.document_id is None:
        return
    documents.withdraw(actor, agreement.document_id)
    agreement.document_id, agreement.number = None, ""
    agreement.save(update_fields=["document_id", "number"])
    note(actor, events.TAKEN_BACK, agreement)


def give_up_text(actor: Actor, agreement: Agreement) -> None:
    """Withdraw the final text for good, also one that some have signed; it stays beside the agreement to be read."""
    if not Signature.objects.filter(party__agreement=agreement).exists():
        withdraw_text(actor, agreement)
    elif agreement.document_id and unsigned(agreement.pk):
        documents.withdraw(actor, agreement.document_id, although_signed=True)


def revoked(agreement: Agreement) -> list[Party]:
    """The sides whose certificate had been taken back before it signed."""
    blocks = blocks_of(agreement)
    gone = [pk for pk, block in blocks.items() if block.judgement and block.judgement.word == "revoked"]
    return list(Party.objects.filter(pk__in=gone))


def outdated(agreement: Agreement) -> list[Party]:
    """The sides whose certificate was good, and nobody has asked its issuer of late."""
    if agreement.document_id is None:
        return []
    places = documents.outdated(agreement.document_id)
    sides = [party_id for party_id, place in _places(agreement).items() if place in places]
    return list(Party.objects.filter(pk__in=sides))


def ask_issuers() -> int:
    """Ask again for certificates of agreements that everybody has signed and that are not in force yet."""
    waiting = Agreement.objects.filter(stage=Stage.SIGNATURE, document_id__isnull=False)
    whole = waiting.exclude(Exists(Party.objects.filter(agreement=OuterRef("pk"), signature=None)))
    return documents.ask_anew([pk for pk in whole.values_list("document_id", flat=True) if pk])


@transaction.atomic
def sign_party(actor: Actor, party_id: UUID, passphrase: str = "") -> Party:
    """Sign for a unit of here with one's own certificate; the first one has the text laid out as the parties sit.

    With an outside signer (BSrE) a job follows and takes the sealed passphrase. Raises NotVisible, NotAllowed (who does
    not sign for the unit today, second factor), Conflict when it is signed or others come first.
    """
    party = access.get_party(actor, party_id)
    agreement = access.lock(party.agreement_id)
    _require_turn(agreement, party)
    if party.unit_id is None:
        raise NotAllowed(_("Pihak ini menandatangani di luar; unggah naskah aslinya."))
    own = documents.signing_block(actor, party.unit_id)
    if own is None:
        raise NotAllowed(_("Anda tidak menandatangani untuk {name}.").format(name=party.name))
    if agreement.document_id is None:
        _lay_out(actor, agreement, {party.pk: own})
    block = block_of(agreement, party)
    documents.sign(actor, block.document_id, block.place, passphrase=passphrase, in_order=False)
    return party


@transaction.atomic
def sign_outside(voice: access.Voice, content: bytes, *, is_sure: bool = False) -> Party:
    """Take the file that a guest's side has signed with its own certificate at its own tool.

    Raises Invalid with what is wrong with the file, Conflict when it is signed, others come first, or one of them has
    signed meanwhile, NotAllowed for a side that signs on paper.
    """
    agreement = access.lock(voice.agreement.pk)
    party = Party.objects.get(pk=voice.party.pk)
    _require_turn(agreement, party)
    block = block_of(agreement, party)
    documents.sign_with_own(voice.actor, block.document_id, block.place, content, is_sure=is_sure)
    telling.tell_text(voice.actor, agreement, party.name)
    return party


def _require_turn(agreement: Agreement, party: Party) -> None:
    _require_unsigned(agreement, party)
    if before := waits_for(party):
        names = ", ".join(each.name for each in before)
        raise Conflict(_("Menurut urutan, lebih dahulu: {names}.").format(names=names))


def waits_for(party: Party) -> list[Party]:
    """The sides that sign before this one and have not signed yet."""
    before = Party.objects.filter(agreement_id=party.agreement_id, turn__gt=0, turn__lt=party.turn)
    return list(before.filter(signature=None))


def _require_unsigned(agreement: Agreement, party: Party) -> None:
    access.require_stage(agreement, Stage.SIGNATURE)
    if Signature.objects.filter(party=party).exists():
        raise Conflict(_("{name} sudah menandatangani.").format(name=party.signer or party.name))


@dataclass(frozen=True)
class Block:
    """A place of the document at which a party signs."""

    document_id: UUID
    place: int


def block_of(agreement: Agreement, party: Party) -> Block:
    """Where a party signs on the document. Raises NotAllowed for one that has no place there."""
    if agreement.document_id is None:
        raise Conflict(_("Naskah akhirnya belum disiapkan."))
    places = _places(agreement)
    if party.pk not in places:
        raise NotAllowed(_("Pihak ini menandatangani di atas kertas."))
    return Block(agreement.document_id, places[party.pk])


def _places(agreement: Agreement) -> dict[UUID, int]:
    return {party_id: block.place for party_id, block in blocks_of(agreement).items()}


def blocks_of(agreement: Agreement) -> dict[UUID, documents.SignatureCard]:
    """The place of each party on the document: units of here by their unit, the others in their order."""
    if agreement.document_id is None:
        return {}
    blocks = documents.signature_places(agreement.document_id)
    inside = {block.unit_id: block for block in blocks if not block.is_outside}
    outside = [block for block in blocks if block.is_outside]
    seated = _seated(agreement)
    apart = [party.pk for party in seated if party.unit_id is None]
    here = {party.pk: inside[party.unit_id] for party in seated if party.unit_id in inside}
    return here | dict(zip(apart, outside, strict=True))


def _seated(agreement: Agreement) -> list[Party]:
    """Everybody who signs the document, in their turns."""
    parties = Party.objects.filter(agreement=agreement).order_by("turn", "place")
    return [party for party in parties if party.signs_document]


@documents.when_signed("kerja-sama")
def follow(actor: Actor, block: documents.SignedBlock) -> None:
    """A block of the document was signed, by whichever page or job: its side has signed."""
    agreement = Agreement.objects.filter(document_id=block.document_id).select_related("kind", "unit").first()
    if agreement is None:
        return
    by_place = {place: party_id for party_id, place in _places(agreement).items()}
    party = Party.objects.get(pk=by_place[block.signature.place])
    party.agreement = agreement
    card = block.signature
    way = Signature.Way.OUTSIDE if card.is_outside else Signature.Way.CERTIFICATE
    who, proof = (card.name, card.post_title), (today(), block.sha256)
    _keep(actor, party, way, who, proof, {**card.certificate, "serial": card.certificate_serial})


@documents.when_judged("kerja-sama")
def follow_judgement(block: documents.JudgedBlock) -> None:
    """More is known of a certificate: keepers are told when it had been taken back before it signed."""
    agreement = Agreement.objects.filter(document_id=block.document_id).select_related("kind", "unit").first()
    if agreement is None or block.word != "revoked":
        return
    by_place = {place: party_id for party_id, place in _places(agreement).items()}
    telling.tell_revoked(agreement, Party.objects.get(pk=by_place[block.place]).name)


def _block_of(party: Party) -> documents.SignatureBlock:
    """Whoever heads the unit today; an empty post is signed by whoever may. Outside the one who was named."""
    head = documents.head_block(party.unit_id) if party.unit_id else None
    named = documents.SignatureBlock(
        post_title=party.office or party.name,
        name=party.signer,
        unit_id=party.unit_id,
        introduction=party.name if party.has_certificate else "",
        is_outside=party.has_certificate,
    )
    return head or named


def request_of(
    agreement: Agreement, blocks: Mapping[UUID, documents.SignatureBlock]
) -> documents.IssueRequest:
    """The agreed text with its parties as a document of one's own unit, as they sit; ``blocks`` of those who are known
    already, by party. Raises Invalid without a text.
    """
    draft = newest(agreement.pk)
    if draft is None:
        raise Invalid(_("Naskah kerja sama ini belum ditulis."))
    parties = list(Party.objects.filter(agreement=agreement).order_by("place"))
    outside = [party for party in parties if not party.signs_document]
    own = next(party for party in parties if party.is_own)
    facts = {
        "jenis": agreement.kind.name["id"],
        "judul": agreement.title,
        "kode": agreement.code,
        "para_pihak": "\n".join(_line(place, party) for place, party in enumerate(parties, 1)),
        "isi": write_out(draft.clauses),
        "pihak_luar": "\n".join(f"{party.name}\t{party.office}\t{party.signer}" for party in outside),
    }
    return documents.IssueRequest(
        template=TEMPLATE,
        unit_id=own.unit_id or agreement.unit_id,
        facts=facts,
        blocks=tuple(blocks.get(party.pk) or _block_of(party) for party in _seated(agreement)),
        case_id=agreement.case_id,
        subject=agreement.code,
        is_confidential=agreement.is_confidential,
    )


def _line(place: int, party: Party) -> str:
    who = ", ".join(text for text in (party.signer, party.office) if text)
    return f"{place}. {party.name}" + (f", diwakili oleh {who}" if who else "")


@dataclass(frozen=True)
class OnPaper:
    """Who signed an original on paper; a side of here, which has a certificate, says why it did not use it."""

    party_ids: Sequence[UUID]
    reason: str = ""


@transaction.atomic
def certify_original(holder: Holder, agreement_id: UUID, signed: OnPaper, draft_id: UUID) -> list[Signature]:
    """The scanned original that these sides signed on paper, with its proof: hash, day, who certified it.

    Raises NotVisible, NotAllowed, Invalid (no file, a day to come, nobody chosen, no reason), Conflict when one has
    signed already.
    """
    actor = holder.actor
    agreement = access.locked(actor, agreement_id)
    parties, reason = _on_paper(agreement, signed)
    answers = take_answers(holder, draft_id)
    signed_on = date.fromisoformat(answers.values[DAY])
    (file, *_more) = link_attachments(holder, draft_id, ORIGINAL, agreement.pk)[::-1]
    close_draft(holder, draft_id)
    _settle_blocks(actor, agreement, parties)
    return [
        _keep(
            actor, party, Signature.Way.PAPER, (party.signer, party.office), (signed_on, file.sha256),
            reason=reason if party.unit_id else "",
        )
        for party in parties
    ]  # fmt: skip


def _on_paper(agreement: Agreement, signed: OnPaper) -> tuple[list[Party], str]:
    """The sides that signed the original, and why those of here did so."""
    parties = list(Party.objects.filter(agreement=agreement, pk__in=signed.party_ids))
    if not parties:
        raise Invalid(
            _("Pilih siapa yang menandatangani naskah ini."), {"pihak": _("Pilih sekurangnya satu.")}
        )
    for party in parties:
        _require_unsigned(agreement, party)
        if not party.signer:
            raise Invalid(
                _("Sebutkan dahulu siapa yang menandatangani untuk {name}.").format(name=party.name)
            )
    reason = " ".join(signed.reason.split())[:300]
    if not reason and any(party.unit_id for party in parties):
        sentence = _("Tulis mengapa pihak dari sini menandatangani di atas kertas.")
        raise Invalid(sentence, {"alasan": sentence})
    return parties, reason


def _settle_blocks(actor: Actor, agreement: Agreement, parties: Sequence[Party]) -> None:
    """Whoever had a place on the document and signed on paper after all leaves it open no longer."""
    places = _places(agreement)
    for party in parties:
        if party.pk in places and agreement.document_id:
            documents.settle_on_paper(actor, agreement.document_id, places[party.pk])


def _keep(
    actor: Actor,
    party: Party,
    way: str,
    who: tuple[str, str],
    proof: tuple[date, str],
    certificate: Mapping[str, str] | None = None,
    reason: str = "",
) -> Signature:
    try:
        with transaction.atomic():
            signature = Signature.objects.create(
                party=party, way=way, signer=who[0], office=who[1][:160], signed_on=proof[0], sha256=proof[1],
                certified_by=actor.name, certificate=dict(certificate or {}), reason=reason,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("{name} sudah menandatangani.").format(name=who[0])) from error
    note(actor, events.SIGNED, party.agreement, side=party.name)
    transaction.on_commit(_ask_soon, robust=True)
    return signature


def _ask_soon() -> None:
    from balai.territory.agreements.tasks import ask_soon

    ask_soon()


def unsigned(agreement_id: UUID) -> list[Party]:
    """The sides that have not signed yet."""
    return list(Party.objects.filter(agreement_id=agreement_id, signature=None))


def signs_here(actor: Actor, party: Party) -> bool:
    """True for whoever signs for the party with an own certificate."""
    return party.unit_id is not None and documents.signing_block(actor, party.unit_id) is not None
