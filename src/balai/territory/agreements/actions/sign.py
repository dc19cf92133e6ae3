"""The ceremony: each side signs, with an own certificate here, or on paper whose scanned original is certified."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.documents import api as documents
from balai.foundation.forms.api import Holder, close_draft, link_attachments, take_answers
from balai.foundation.regions.api import today
from balai.territory.agreements import access, events
from balai.territory.agreements.actions.write_text import newest
from balai.territory.agreements.clauses import write_out
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Agreement, Party, Signature, Stage

TEMPLATE = "naskah-kerja-sama"
ORIGINAL = "agreement_original"  # the kind under which forms keeps scanned originals
DAY, FILES = "tanggal_tanda_tangan", "naskah_asli"  # answers of the form


@transaction.atomic
def sign_party(actor: Actor, party_id: UUID) -> Signature:
    """Sign for a unit of here with one's own certificate; the first one issues the document for all units of here.

    Raises NotVisible, NotAllowed (who does not sign for the unit today, second factor), Conflict when it is signed.
    """
    party = access.get_party(actor, party_id)
    agreement = access.lock(party.agreement_id)
    _require_unsigned(agreement, party)
    if party.unit_id is None:
        raise NotAllowed(_("Pihak ini menandatangani di luar; unggah naskah aslinya."))
    block = documents.signing_block(actor, party.unit_id)
    if block is None:
        raise NotAllowed(_("Anda tidak menandatangani untuk {name}.").format(name=party.name))
    card = _sign_or_issue(actor, agreement, party, block)
    return _keep(
        actor, party, Signature.Way.CERTIFICATE, (block.name, block.post_title), (today(), card.sha256)
    )


def _require_unsigned(agreement: Agreement, party: Party) -> None:
    access.require_stage(agreement, Stage.SIGNATURE)
    if Signature.objects.filter(party=party).exists():
        raise Conflict(_("{name} sudah menandatangani.").format(name=party.signer or party.name))


def _sign_or_issue(
    actor: Actor, agreement: Agreement, party: Party, block: documents.SignatureBlock
) -> documents.DocumentCard:
    if agreement.document_id is not None:
        card = documents.get_document(actor, agreement.document_id)
        place = next(
            one.place for one in card.signatures if one.unit_id == party.unit_id and one.signed_at is None
        )
        return documents.sign(actor, card.id, place)
    others = [_block_of(one) for one in _here(agreement) if one.pk != party.pk]
    card = documents.issue(actor, request_of(agreement, [block, *others]))
    agreement.document_id, agreement.number = card.id, card.number
    agreement.save(update_fields=["document_id", "number"])
    return card


def _here(agreement: Agreement) -> list[Party]:
    return list(Party.objects.filter(agreement=agreement, unit__isnull=False))


def _block_of(party: Party) -> documents.SignatureBlock:
    """Whoever heads the unit today; an empty post is signed by whoever may."""
    head = documents.head_block(party.unit_id) if party.unit_id else None
    named = documents.SignatureBlock(
        post_title=party.office or party.name, name=party.signer, unit_id=party.unit_id
    )
    return head or named


def request_of(agreement: Agreement, blocks: Sequence[documents.SignatureBlock]) -> documents.IssueRequest:
    """The agreed text with its parties as a document of one's own unit. Raises Invalid without a text."""
    draft = newest(agreement.pk)
    if draft is None:
        raise Invalid(_("Naskah kerja sama ini belum ditulis."))
    parties = list(Party.objects.filter(agreement=agreement).order_by("place"))
    outside = [party for party in parties if party.unit_id is None]
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
        blocks=tuple(blocks),
        case_id=agreement.case_id,
        subject=agreement.code,
    )


def _line(place: int, party: Party) -> str:
    who = ", ".join(text for text in (party.signer, party.office) if text)
    return f"{place}. {party.name}" + (f", diwakili oleh {who}" if who else "")


@transaction.atomic
def certify_original(
    holder: Holder, agreement_id: UUID, party_ids: Sequence[UUID], draft_id: UUID
) -> list[Signature]:
    """The scanned original that these outside parties signed on paper, with its proof: hash, day, who certified it.

    Raises NotVisible, NotAllowed, Invalid (no file, a day to come), Conflict when one has signed already.
    """
    actor = holder.actor
    agreement = access.locked(actor, agreement_id)
    parties = list(Party.objects.filter(agreement=agreement, pk__in=party_ids, unit=None))
    if not parties:
        raise Conflict(_("Pilih pihak luar yang menandatangani naskah ini."))
    for party in parties:
        _require_unsigned(agreement, party)
        if not party.signer:
            raise Invalid(
                _("Sebutkan dahulu siapa yang menandatangani untuk {name}.").format(name=party.name)
            )
    answers = take_answers(holder, draft_id)
    signed_on = date.fromisoformat(answers.values[DAY])
    (file, *_more) = link_attachments(holder, draft_id, ORIGINAL, agreement.pk)[::-1]
    close_draft(holder, draft_id)
    return [
        _keep(actor, party, Signature.Way.PAPER, (party.signer, party.office), (signed_on, file.sha256))
        for party in parties
    ]


def _keep(actor: Actor, party: Party, way: str, who: tuple[str, str], proof: tuple[date, str]) -> Signature:
    try:
        with transaction.atomic():
            signature = Signature.objects.create(
                party=party, way=way, signer=who[0], office=who[1][:160], signed_on=proof[0], sha256=proof[1],
                certified_by=actor.name,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("{name} sudah menandatangani.").format(name=who[0])) from error
    note(actor, events.SIGNED, party.agreement, side=party.name)
    return signature


def unsigned(agreement_id: UUID) -> list[Party]:
    """The sides that have not signed yet."""
    return list(Party.objects.filter(agreement_id=agreement_id, signature=None))


def signs_here(actor: Actor, party: Party) -> bool:
    """True for whoever signs for the party with an own certificate."""
    return party.unit_id is not None and documents.signing_block(actor, party.unit_id) is not None


def preview_blocks(agreement: Agreement) -> list[documents.SignatureBlock]:
    """The blocks of everybody who signs here."""
    return [_block_of(party) for party in _here(agreement)]
