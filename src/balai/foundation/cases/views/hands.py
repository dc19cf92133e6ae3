"""Taking tasks, giving them back, and the same for many at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.core.ids import read_id
from balai.foundation.accounts.api import PersonCard, officer_required
from balai.foundation.cases.access import get_task
from balai.foundation.cases.actions.claim_task import claim_task
from balai.foundation.cases.actions.hand_over import hand_over
from balai.foundation.cases.actions.release_task import release_task
from balai.foundation.cases.colleagues import colleagues_of
from balai.foundation.cases.many import MOST_AT_ONCE, Result, chosen_tasks, for_each
from balai.foundation.cases.models import Task
from balai.foundation.cases.wording import due_pill


@require_POST
@officer_required()
def claim(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Take a task, or take it over where the form says so."""
    actor = request.actor  # type: ignore[attr-defined]
    task = get_task(actor, task_id)
    claim_task(actor, task_id, even_taken="ambil_alih" in request.POST)
    messages.success(request, _("Tugas ini sekarang Anda kerjakan."))
    return redirect("cases:case", task.case_id)


@require_POST
@officer_required()
def release(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Give a task back to the colleagues."""
    actor = request.actor  # type: ignore[attr-defined]
    task = get_task(actor, task_id)
    release_task(actor, task_id)
    messages.success(request, _("Tugas dilepas; rekan seunit dapat mengerjakannya."))
    return redirect("cases:case", task.case_id)


@require_POST
@officer_required()
def together(request: HttpRequest) -> HttpResponse:
    """One thing for all chosen tasks. Only what can be undone; deciding and signing stay one by one."""
    actor = request.actor  # type: ignore[attr-defined]
    chosen = [found for text in request.POST.getlist("tugas")[:MOST_AT_ONCE] if (found := read_id(text))]
    if not chosen:
        raise Invalid(_("Pilih tugasnya dahulu, lalu tekan tombolnya lagi."))
    what = request.POST.get("tindakan", "")
    if what == "cetak":
        return _print(request, chosen_tasks(actor, chosen))
    if what == "serahkan":
        return _hand_over(request, actor, chosen)
    if what not in _ALONE:
        raise Invalid(_("Tindakan ini tidak dapat dilakukan sekaligus."))
    return _answer(request, for_each(actor, chosen, lambda task_id: _ALONE[what](actor, task_id)))


_ALONE = {"ambil": claim_task, "lepas": release_task}


def _hand_over(request: HttpRequest, actor: Actor, chosen: list[UUID]) -> HttpResponse:
    to_id = read_id(request.POST.get("ke", ""))
    if to_id:
        return _answer(request, for_each(actor, chosen, lambda task_id: hand_over(actor, task_id, to_id)))
    tasks = chosen_tasks(actor, chosen)
    context = {"tasks": tasks, "people": _receivers(actor, tasks), "chosen": chosen}
    return render(request, "cases/hand_over_many.html", context)


def _receivers(actor: Actor, tasks: list[Task]) -> list[PersonCard]:
    """Colleagues who can take at least one of the tasks; a row that does not fit is told afterwards."""
    groups = {(task.role, task.unit_id): task for task in tasks}
    people = {
        one.id: one for task in groups.values() for one in colleagues_of(task) if one.id != actor.user_id
    }
    return sorted(people.values(), key=lambda one: one.name)


def _print(request: HttpRequest, tasks: list[Task]) -> HttpResponse:
    rows = [{"task": task, "due": due_pill(task.due_at)} for task in tasks]
    return render(request, "cases/print_list.html", {"rows": rows})


def _answer(request: HttpRequest, results: list[Result]) -> HttpResponse:
    done = sum(not result.refusal for result in results)
    left = len(results) - done
    said = ngettext("%(n)d tugas selesai diubah", "%(n)d tugas selesai diubah", done) % {"n": done}
    if left:
        said += "; " + ngettext("%(n)d tidak berubah", "%(n)d tidak berubah", left) % {"n": left}
    context = {"results": results, "said": f"{said}.", "left": left}
    return render(request, "cases/together.html", context)
