"""Supervision: a visit with what an officer saw, findings with their days, and findings that were settled."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.foundation.forms.api import Holder, close_draft, link_attachments, take_answers
from balai.foundation.regions.api import today
from balai.services.licences import access, events, telling
from balai.services.licences.models import Finding, Visit

SUBJECT = "licence_visit"  # the kind under which forms keeps the photographs
DAY = "tanggal_kunjungan"  # the answer of the form that says when


@dataclass(frozen=True)
class FindingDraft:
    """Something that has to be put right by a day."""

    text: str
    severity: str
    due_on: date


@transaction.atomic
def note_visit(holder: Holder, licence_id: UUID, draft_id: UUID) -> Visit:
    """The visit with the answers and photographs of the draft, which is used up.

    Raises NotVisible, NotAllowed, and Invalid for faulty answers.
    """
    actor = holder.actor
    licence = access.get_licence(actor, licence_id, to="inspect")
    answers = take_answers(holder, draft_id)
    visit = Visit.objects.create(
        licence=licence,
        visited_on=date.fromisoformat(answers.values[DAY]),
        officer_id=actor.user_id,
        officer_name=actor.name,
        form_code=answers.form_code,
        form_version=answers.form_version,
        values=dict(answers.values),
    )
    link_attachments(holder, draft_id, SUBJECT, visit.pk)
    close_draft(holder, draft_id)
    events.note(actor, events.VISITED, licence, day=visit.visited_on.isoformat())
    return visit


@transaction.atomic
def add_finding(actor: Actor, visit_id: UUID, draft: FindingDraft) -> Finding:
    """A finding of a visit; the holder is told. Raises NotVisible, NotAllowed, Invalid."""
    visit = access.get_visit(actor, visit_id)
    licence = access.get_licence(actor, visit.licence_id, to="inspect")
    if draft.due_on < visit.visited_on:
        sentence = _("Batas waktu tidak boleh sebelum hari kunjungan.")
        raise Invalid(sentence, {"due_on": sentence})
    finding = Finding.objects.create(
        visit=visit, text=" ".join(draft.text.split()), severity=draft.severity, due_on=draft.due_on
    )
    events.note(actor, events.FOUND, licence, finding=finding.text)
    telling.tell_found(actor, finding)
    return finding


@transaction.atomic
def settle_finding(actor: Actor, finding_id: UUID, outcome: str) -> Finding:
    """The finding was put right, and how.

    Raises NotVisible, NotAllowed, Invalid, and Conflict when it was settled before.
    """
    finding = access.get_finding(actor, finding_id, lock=True)
    if finding.closed_on:
        raise Conflict(_("Temuan ini sudah diselesaikan oleh {name}.").format(name=finding.closed_by))
    outcome = " ".join(outcome.split())
    if not outcome:
        raise Invalid(_("Tulis tindak lanjutnya."), {"outcome": _("Kolom ini wajib diisi.")})
    finding.closed_on, finding.closed_by, finding.outcome = today(), actor.name, outcome[:500]
    finding.save(update_fields=["closed_on", "closed_by", "outcome"])
    events.note(actor, events.SETTLED, finding.visit.licence, finding=finding.text)
    return finding
