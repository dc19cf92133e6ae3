"""What hosts do: answer whether they receive, answer questions, put materials there."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.territory.visits import events, telling
from balai.territory.visits.access import get_host, get_question, get_session
from balai.territory.visits.actions.noting import note
from balai.territory.visits.models import Host, Material, Question
from balai.territory.visits.policies import receives


@transaction.atomic
def answer_invitation(
    actor: Actor, host_id: UUID, state: str, note_text: str = "", offered_at: datetime | None = None
) -> Host:
    """Say yes, propose another beginning, or say no with a reason. Raises NotVisible, NotAllowed, Invalid, Conflict."""
    host = get_host(actor, host_id, to="answer")
    session = host.session
    if session.is_off or session.is_over:
        raise Conflict(_("Sesi ini sudah lewat atau dibatalkan."))
    _check(state, note_text, offered_at)
    host.state, host.note = state, note_text.strip()[:500]
    host.offered_at = offered_at if state == Host.State.OTHER else None
    host.answered_at, host.answered_by = timezone.now(), actor.name
    host.save()
    answer = str(host.get_state_display())
    note(
        actor,
        events.HOST_ANSWERED,
        session.delegation,
        session,
        host=host.name,
        title=session.title,
        answer=answer,
    )
    telling.tell_coordinators(actor, host)
    return host


def _check(state: str, note_text: str, offered_at: datetime | None) -> None:
    if state not in (Host.State.AGREED, Host.State.OTHER, Host.State.REFUSED):
        raise Invalid(_("Pilih jawaban Anda."), {"state": _("Pilih salah satu.")})
    if state == Host.State.OTHER and (offered_at is None or offered_at <= timezone.now()):
        raise Invalid(_("Usulkan waktu yang akan datang."), {"offered_at": _("Isi waktu yang akan datang.")})
    if state == Host.State.REFUSED and not note_text.strip():
        raise Invalid(_("Tulis alasannya."), {"note": _("Tulis alasannya.")})


@transaction.atomic
def answer_question(actor: Actor, question_id: UUID, answer: str) -> Question:
    """Answer a question; the unit that asked reads it. Raises NotVisible, NotAllowed, Invalid."""
    question = get_question(actor, question_id)
    if not answer.strip():
        raise Invalid(_("Tulis jawabannya."), {"answer": _("Tulis jawabannya.")})
    question.answer = answer.strip()
    question.answered_at, question.answered_by = timezone.now(), actor.name
    question.save()
    session = question.session
    note(actor, events.QUESTION_ANSWERED, session.delegation, session, title=session.title)
    return question


@transaction.atomic
def put_material(actor: Actor, session_id: UUID, title: str, address: str) -> Material:
    """Leave something for the guests of a session. Raises NotVisible, NotAllowed."""
    session = get_session(actor, session_id)
    if not receives(actor, session):
        raise NotAllowed(_("Bahan ditambahkan tuan rumah sesinya."))
    material = Material.objects.create(session=session, title=title.strip(), address=address)
    note(
        actor, events.MATERIAL_PUT, session.delegation, session, material=material.title, title=session.title
    )
    return material
