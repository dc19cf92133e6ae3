"""A draft goes to the reviewers and comes back: sent, withdrawn, returned with a note."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.drafting import claim
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.core.ui.words import local
from balai.foundation.audit.api import record
from balai.foundation.cases import api as cases
from balai.foundation.organizations.api import get_unit
from balai.territory.innovations import events
from balai.territory.innovations.models import LONGEST_NOTE, InnovationDraft, Review
from balai.territory.innovations.policies import (
    has_a_hand,
    may_manage,
    may_review,
    require_other_eyes,
    require_writer,
)
from balai.territory.innovations.schema import faults_of
from balai.territory.innovations.selectors import find_innovation
from balai.territory.innovations.telling import tell_returned

PROCEDURE, PREFIX = "tinjauan-inovasi", "INV"
PUBLISHED, RETURNED, WITHDRAWN = "review.published", "review.returned", "review.withdrawn"  # its signals


@transaction.atomic
def send_innovation(actor: Actor, draft: InnovationDraft) -> None:
    """Let the reviewers decide; nobody writes meanwhile. Raises NotAllowed, NotVisible, Conflict, Invalid."""
    require_writer(actor, draft.unit_id)
    seen = claim(draft)
    if seen.is_waiting:
        raise Conflict(_("Draf ini sudah menunggu tinjauan."))
    if any(faults_of(seen.definition)):
        raise Invalid(_("Lengkapi dahulu yang ditandai, lalu kirim."))
    seen.review, seen.note, seen.noted_by = Review.WAITING, "", ""
    seen.sent_by, seen.sent_at = actor.name, timezone.now()
    _give_task(seen)
    _keep(actor, seen, events.SENT)


def _give_task(draft: InnovationDraft) -> None:
    """A task in the reviewers' inbox; where the pack with the procedure is not installed their list shows it alone."""
    if draft.unit_id is None:
        return
    task = cases.OpenCase(
        procedure=PROCEDURE,
        unit_id=draft.unit_id,
        code_prefix=PREFIX,
        title=local(draft.definition["title"]),
        applicant_name=get_unit(draft.unit_id).name[:160],
        channel="kantor",
    )
    draft.case_id = None
    cases.give_task(draft, task)


@transaction.atomic
def withdraw_innovation(actor: Actor, draft: InnovationDraft) -> None:
    """Take the draft back to write on. Raises NotAllowed, NotVisible, Conflict when it does not wait."""
    require_writer(actor, draft.unit_id)
    seen = _waiting(draft)
    end_review(seen, WITHDRAWN)
    seen.review = Review.WRITING
    _keep(actor, seen, events.WITHDRAWN)


@transaction.atomic
def return_innovation(actor: Actor, draft: InnovationDraft, note: str) -> None:
    """Give the draft back with what is to be done. Raises NotAllowed (also for whoever wrote it), Conflict, Invalid."""
    require_reviewer(actor, draft)
    seen = _waiting(draft)
    require_other_eyes(actor, seen.writers)
    if not note.strip():
        sentence = _("Tulis apa yang perlu diperbaiki; penulisnya membacanya.")
        raise Invalid(sentence, {"note": sentence})
    end_review(seen, RETURNED)
    seen.review, seen.note, seen.noted_by = Review.RETURNED, note.strip()[:LONGEST_NOTE], actor.name
    _keep(actor, seen, events.RETURNED, note=seen.note[:240])
    tell_returned(actor, seen)


def require_reviewer(actor: Actor, draft: InnovationDraft) -> None:
    """Raises NotAllowed unless the actor decides on drafts; who only reviews decides on what was sent."""
    if may_manage(actor) or (may_review(actor) and draft.is_waiting):
        return
    if has_a_hand(actor):
        raise NotAllowed(_("Draf diterbitkan oleh peninjau sesudah dikirim."))
    raise NotVisible(_("Inovasi ini tidak mempunyai draf."))


def may_publish(actor: Actor, draft: InnovationDraft) -> bool:
    """True for whom publishing is not refused: a reviewer, not one of those who wrote it."""
    try:
        require_reviewer(actor, draft)
        require_other_eyes(actor, draft.writers)
    except (NotAllowed, NotVisible):
        return False
    return True


def end_review(draft: InnovationDraft, signal: str) -> None:
    """The task of the reviewers is done with what they decided, or is taken back, if there is one."""
    if draft.case_id and draft.is_waiting:
        cases.send_signal(draft.case_id, signal)


def _waiting(draft: InnovationDraft) -> InnovationDraft:
    seen = claim(draft)
    if not seen.is_waiting:
        raise Conflict(_("Draf ini tidak sedang menunggu tinjauan."))
    return seen


def _keep(actor: Actor, draft: InnovationDraft, event: str, **told: str) -> None:
    """Save where it lies, as a change of its own: who still has an older page is told."""
    draft.version += 1
    draft.save()
    subject = find_innovation(draft.code) or draft
    title = local(draft.definition["title"])
    record(actor, event, subject=subject, unit_id=draft.unit_id, public=False, title=title, **told)
