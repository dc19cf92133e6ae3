"""Begin to prepare an agreement: its row, one's own side, and the case that carries its stages."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.core.ids import new_code
from balai.foundation.cases.api import OpenCase, open_case
from balai.foundation.organizations.api import get_unit, regency_unit
from balai.territory.agreements import events, policies
from balai.territory.agreements.cards import AgreementCard, AgreementDraft, agreement_card
from balai.territory.agreements.events import note
from balai.territory.agreements.models import Agreement, AgreementKind, Party, Sort
from balai.territory.agreements.naming import own_signer

PREFIX = "KS"


@transaction.atomic
def begin_agreement(actor: Actor, draft: AgreementDraft) -> AgreementCard:
    """The agreement at its first stage, with a case and its first task.

    Raises NotAllowed, Invalid (kind, title, term, what it follows).
    """
    policies.require_keeper(actor, draft.unit_id)
    agreement = new_agreement(actor, draft)
    agreement.case_id = open_case(actor, _case_of(agreement)).id
    agreement.save(force_insert=True)
    own = regency_unit()
    signer, office = own_signer(own.id)
    Party.objects.create(
        agreement=agreement, place=1, sort=Sort.OWN, name=own.name, signer=signer, office=office, unit_id=own.id,
        region_id=own.region_code or None,
    )  # fmt: skip
    note(actor, events.BEGUN, agreement)
    return agreement_card(agreement)


def new_agreement(actor: Actor, draft: AgreementDraft) -> Agreement:
    """The row of a draft, not written yet. Raises Invalid."""
    kind = AgreementKind.objects.filter(code=draft.kind).first()
    if kind is None:
        raise Invalid(_("Jenis kerja sama “{code}” belum dipasang.").format(code=draft.kind), {"kind": "?"})
    facts = checked_facts(kind, draft)
    if draft.follows:
        _require_followable(draft.follows, draft.unit_id)
    return Agreement(
        code=_free_code(),
        kind=kind,
        unit_id=draft.unit_id,
        follows_id=draft.follows,
        delegation_id=draft.delegation_id,
        recorded_by=actor.name,
        **facts,
    )


def checked_facts(kind: AgreementKind, draft: AgreementDraft) -> dict[str, Any]:
    """What is said of an agreement, in order. Raises Invalid for an empty title or affair, or too long a term."""
    title, affair = (" ".join(text.split()) for text in (draft.title, draft.affair))
    missing = {
        name: _("Kolom ini wajib diisi.") for name, text in (("title", title), ("affair", affair)) if not text
    }
    if missing:
        raise Invalid(_("Kerja sama memerlukan judul dan objeknya."), missing)
    if draft.months is not None and not 1 <= draft.months <= kind.longest_months:
        sentence = _("Paling lama {n} bulan untuk jenis ini.").format(n=kind.longest_months)
        raise Invalid(sentence, {"months": sentence})
    return {
        "title": title[:240],
        "affair": affair[:160],
        "scope": draft.scope.strip()[:4000],
        "months": draft.months,
        "is_confidential": draft.is_confidential,
        "burdens_budget": draft.burdens_budget,
        "cost": draft.cost,
        "cost_source": " ".join(draft.cost_source.split())[:120],
        "innovations": list(dict.fromkeys(draft.innovations)),
    }


def _require_followable(agreement_id: UUID, unit_id: UUID) -> None:
    if not Agreement.objects.filter(pk=agreement_id, unit_id=unit_id, signed_on__isnull=False).exists():
        sentence = _("Yang ditindaklanjuti harus sudah ditandatangani dan dikelola unit yang sama.")
        raise Invalid(sentence, {"follows": sentence})


def _case_of(agreement: Agreement) -> OpenCase:
    """Its title names no content: a case is seen by more people than the parties of a confidential draft."""
    return OpenCase(
        procedure=agreement.kind.procedure,
        unit_id=agreement.unit_id,
        code_prefix=PREFIX,
        title=f"{agreement.kind.name['id']} {agreement.code}",
        applicant_name=get_unit(agreement.unit_id).name,
        subject=agreement.code,
        channel="kantor",
    )


def _free_code() -> str:
    code = new_code(PREFIX)
    while Agreement.objects.filter(code=code).exists():
        code = new_code(PREFIX)
    return code
