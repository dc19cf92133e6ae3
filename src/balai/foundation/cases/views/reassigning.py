"""Moving all tasks of somebody who left or is away, for those who lead the unit."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from balai.core.actor import Actor
from balai.core.http.forms import attempt, sent
from balai.core.ids import read_id
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases import tasks
from balai.foundation.cases.actions.reassign import AT_ONCE, Move, begin_reassignment, carry_out
from balai.foundation.cases.forms import ReassignForm
from balai.foundation.cases.hands import Hands, get_hands
from balai.foundation.cases.policies import SUPERVISE

POOL = "semua"  # nobody's hands: everybody with the role sees it again


@require_http_methods(["GET", "POST"])
@officer_required(SUPERVISE)
def reassign(request: HttpRequest, unit_id: UUID, person_id: UUID) -> HttpResponse:
    """How much it is and who could take it; a large pile is moved by a job."""
    actor = request.actor  # type: ignore[attr-defined]
    hands = get_hands(actor, unit_id, person_id)
    form = ReassignForm(_choices(hands), sent(request))
    if attempt(form, lambda: _move(request, actor, hands, form)):
        return redirect(f"{reverse('cases:load')}?unit={unit_id}")
    context = {"hands": hands, "form": form}
    return render(request, "cases/reassign.html", context, status=422 if form.errors else 200)


def _choices(hands: Hands) -> list[tuple[str, str]]:
    pool = (POOL, _("Kembali kepada semua pemegang peran (%(n)s tugas)") % {"n": hands.count})
    able = _("%(name)s (dapat mengerjakan %(n)s dari %(all)s)")
    return [
        pool,
        *(
            (str(one.id), able % {"name": one.name, "n": one.count, "all": hands.count})
            for one in hands.receivers
        ),
    ]


def _move(request: HttpRequest, actor: Actor, hands: Hands, form: ReassignForm) -> None:
    given = form.cleaned_data
    move = Move(hands.unit.id, hands.person_id, read_id(given["to"]), given["reason"])
    row = begin_reassignment(actor, move)
    if hands.count > AT_ONCE:
        transaction.on_commit(partial(tasks.reassign.defer, reassignment_id=str(row.pk)))
        said = _("Tugas %(name)s sedang dipindahkan. Muat ulang halaman ini sebentar lagi.")
        messages.success(request, said % {"name": hands.name})
        return
    moved = carry_out(row.pk).moved
    said = ngettext("%(n)s tugas %(name)s dipindahkan.", "%(n)s tugas %(name)s dipindahkan.", moved)
    messages.success(request, said % {"n": moved, "name": hands.name})
