"""Pages of those who receive: what they were asked, one session with who is there, questions, materials, evaluation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.actor import Actor
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.territory.visits import selectors
from balai.territory.visits.access import get_session, host_to_answer
from balai.territory.visits.actions.host import answer_invitation, answer_question, put_material
from balai.territory.visits.actions.receive import note_arrival_at_desk
from balai.territory.visits.forms import AnswerForm, ArrivalForm, MaterialForm, QuestionForm
from balai.territory.visits.models import Session
from balai.territory.visits.policies import answers_for, coordinates
from balai.territory.visits.wording import host_pill, pill_of, topic_names

PAGE = 25


@never_cache
@require_safe
@officer_required()
def hosting(request: HttpRequest) -> HttpResponse:
    """What waits for my answer, and the sessions at which I receive."""
    actor = request.actor  # type: ignore[attr-defined]
    is_past = request.GET.get("yang") == "lalu"
    page = Paginator(selectors.hosted(actor, past=is_past), PAGE).get_page(request.GET.get("hal"))
    rows = list(page.object_list)
    context = {
        "asked": list(selectors.to_answer(actor)[:PAGE]),
        "page": page,
        "lines": [(row, selectors.verdicts(rows).get(row.pk) if is_past else None) for row in rows],
        "is_past": is_past,
    }
    return render(request, "visits/hosting.html", context)


@never_cache
@require_safe
@officer_required()
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """One session, for those who receive there and whoever coordinates."""
    actor = request.actor  # type: ignore[attr-defined]
    return render(request, "visits/session.html", _shown(actor, get_session(actor, session_id)))


def _shown(actor: Actor, found: Session) -> dict[str, Any]:
    hosts = selectors.hosts_of(found)
    return {
        "session": found,
        "visit": found.delegation,
        "pill": pill_of(found.delegation),
        "hosts": [(host, host_pill(host), answers_for(actor, host)) for host in hosts],
        "topics": topic_names(found.topics),
        "shared": selectors.shared_with(found),
        "present": selectors.present(found),
        "absent": selectors.absent(found),
        "questions": [(one, QuestionForm(prefix=str(one.pk))) for one in selectors.questions_of(found)],
        "materials": selectors.materials_of(found),
        "material_form": MaterialForm(),
        "verdict": selectors.verdict(found),
        "leads": coordinates(actor, found.delegation),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_required()
def answer(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """Say yes, propose another time, or say no."""
    actor = request.actor  # type: ignore[attr-defined]
    host = host_to_answer(actor, host_id)
    form = AnswerForm(sent(request))
    if request.method == "POST" and attempt(form, lambda: _answer(actor, host_id, form)):
        messages.success(request, _("Jawaban Anda dikirim kepada Bagian Kerja Sama."))
        return redirect("visits:hosting")
    context = {"host": host, "session": host.session, "visit": host.session.delegation, "form": form}
    return render(request, "visits/answer.html", context, status=409 if form.errors else 200)


def _answer(actor: Actor, host_id: UUID, form: AnswerForm) -> Any:
    given = form.cleaned_data
    return answer_invitation(actor, host_id, given["state"], given["note"], form.offered_at)


@require_POST
@officer_required()
def arrive(request: HttpRequest, session_id: UUID, unit_id: UUID) -> HttpResponse:
    """A unit is there; written down by a host."""
    actor = request.actor  # type: ignore[attr-defined]
    found, form = get_session(actor, session_id), ArrivalForm(request.POST)
    made = attempt(
        form, lambda: note_arrival_at_desk(actor, session_id, unit_id, form.cleaned_data["people"])
    )
    return _back(request, found, form if made is None else None, _("Kehadiran dicatat."))


@require_POST
@officer_required()
def reply(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Answer a question."""
    actor = request.actor  # type: ignore[attr-defined]
    form = QuestionForm(request.POST, prefix=str(question_id))
    text = form.cleaned_data["answer"] if form.is_valid() else ""
    question = answer_question(actor, question_id, text)
    return _back(request, question.session, None, _("Jawaban disimpan; unit yang bertanya dapat membacanya."))


@require_POST
@officer_required()
def leave_material(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Leave something for the guests."""
    actor = request.actor  # type: ignore[attr-defined]
    found, form = get_session(actor, session_id), MaterialForm(request.POST)
    made = attempt(form, lambda: put_material(actor, session_id, **form.cleaned_data))
    return _back(request, found, form if made is None else None, _("Bahan ditambahkan."))


def _back(request: HttpRequest, found: Session, faulty: Form | None, done: str) -> HttpResponse:
    """The page of the session: with what was done, or with what is wrong."""
    if faulty is None:
        messages.success(request, done)
        return redirect("visits:session", found.pk)
    for sentences in faulty.errors.values():
        for sentence in sentences:
            messages.error(request, str(sentence))
    actor = request.actor  # type: ignore[attr-defined]
    return render(request, "visits/session.html", _shown(actor, found), status=422)
