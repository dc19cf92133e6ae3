"""The draft of a procedure, piece by piece: what was typed is kept, its faults stand beside the fields."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import NotVisible
from balai.core.http.forms import attempt
from balai.core.ui.editing import PieceForm, short_name
from balai.foundation.accounts.api import officer_required
from balai.foundation.cases.actions.change_draft import change_draft
from balai.foundation.cases.actions.install_procedure import digest_of
from balai.foundation.cases.models import ProcedureDraft
from balai.foundation.cases.policies import WORKSHOP
from balai.foundation.cases.procedure.checks import faults_of
from balai.foundation.cases.procedure.drawing import draw
from balai.foundation.cases.procedure.reading import read_procedure
from balai.foundation.cases.wording import ACTION_WORDS, LIMIT_WORDS, STATE_WORDS
from balai.foundation.cases.workshop.forms import NewPieceForm
from balai.foundation.cases.workshop.pieces import (
    ACTION,
    BASIS,
    LANE,
    STATE,
    Piece,
    lanes_in,
    parts_of,
    states_in,
)
from balai.foundation.cases.workshop.shelf import faults_by_piece, get_draft, offer

KINDS = {STATE: STATE_WORDS, ACTION: ACTION_WORDS}


@require_safe
@officer_required(WORKSHOP)
def draft_page(request: HttpRequest, code: str) -> HttpResponse:
    """The draft as a whole: its pieces, what is wrong with them, and its drawing once it is sound."""
    draft = get_draft(code)
    faults = faults_of(draft.definition)
    wrong = faults_by_piece(faults, draft.definition)
    names = states_in(draft.definition)
    context = {
        "draft": draft,
        "definition": draft.definition,
        "faults": faults,
        "basis_faults": wrong.get((BASIS, ""), []),
        "limit_word": LIMIT_WORDS[draft.definition["limit"]["kind"]],
        "start": dict(names).get(draft.definition["start"], ""),
        "states": [_state_row(name, draft.definition["states"][name], wrong) for name, _name in names],
        "actions": [_action_row(one, draft.definition, wrong) for one in draft.definition["actions"]],
        "state_words": STATE_WORDS,
        "action_words": ACTION_WORDS,
        "drawing": None if faults else draw(read_procedure(draft.definition)),
        "is_tried": draft.tried == digest_of(draft.definition),
    }
    return render(request, "cases/draft.html", context)


def _state_row(code: str, body: dict[str, Any], wrong: dict[tuple[str, str], list[str]]) -> dict[str, Any]:
    lanes = [
        {
            "name": f"{code}.{lane}",
            "title": one.get("name"),
            "faults": wrong.get((LANE, f"{code}.{lane}"), []),
        }
        for lane, one in body.get("lanes", {}).items()
    ]
    faults = wrong.get((STATE, code), [])
    return {"code": code, "body": body, "kind": STATE_WORDS[body["kind"]], "lanes": lanes, "faults": faults}


def _action_row(
    body: dict[str, Any], definition: dict[str, Any], wrong: dict[tuple[str, str], list[str]]
) -> dict[str, Any]:
    """An action with the states that it joins by their names; one that finishes a lane leads to its end."""
    names = dict(states_in(definition))
    lane = dict(lanes_in(definition)).get(body.get("lane", ""))
    return {
        "body": body,
        "kind": ACTION_WORDS[body["kind"]],
        "sources": [names.get(code, code) for code in body.get("from", [])],
        "to": _("{lane} selesai").format(lane=lane) if lane else names.get(body.get("to", ""), ""),
        "faults": wrong.get((ACTION, body["code"]), []),
    }


@require_http_methods(["GET", "POST"])
@officer_required(WORKSHOP)
def piece_page(request: HttpRequest, code: str, what: str, name: str) -> HttpResponse:
    """Edit one piece. Saving keeps what was typed, sound or not, and shows what is still wrong."""
    draft, piece = get_draft(code), Piece(what, "" if what == BASIS else name)
    body = piece.body(draft.definition)
    kind = str(body.get("kind", ""))
    parts = parts_of(piece, kind, draft.definition, offer())
    if request.method == "GET":
        form = PieceForm.of(parts, body, draft.version)
        form.show_faults(faults_of(draft.definition), piece.path(draft.definition))
        return _show(request, draft, piece, kind, form)
    form = PieceForm(parts, request.POST)
    if attempt(form, lambda: _save(request, draft, piece, kind, form)):
        return _go_on(request, code, what, name)
    return _show(request, draft, piece, kind, form, 422)


def _save(request: HttpRequest, draft: ProcedureDraft, piece: Piece, kind: str, form: PieceForm) -> None:
    body = form.body()
    if kind:
        body = {"kind": kind, **body}
    if piece.what == STATE and "lanes" in (before := piece.body(draft.definition)):
        body["lanes"] = before["lanes"]
    draft.version = form.cleaned_data["version"]
    change_draft(request.actor, draft, piece.put(draft.definition, body))  # type: ignore[attr-defined]


def _go_on(request: HttpRequest, code: str, what: str, name: str) -> HttpResponse:
    """Back to the draft when the piece is sound, else to its page with what is wrong."""
    draft = get_draft(code)
    path = Piece(what, "" if what == BASIS else name).path(draft.definition)
    if any(fault.path[: len(path)] == path for fault in faults_of(draft.definition)) and what != BASIS:
        messages.warning(request, _("Tersimpan. Masih ada yang perlu dilengkapi."))
        return redirect("cases:draft_piece", code, what, name)
    messages.success(request, _("Tersimpan."))
    return redirect("cases:draft", code)


def _show(
    request: HttpRequest, draft: ProcedureDraft, piece: Piece, kind: str, form: PieceForm, status: int = 200
) -> HttpResponse:
    context = {
        "draft": draft,
        "piece": piece,
        "kind": KINDS[piece.what][kind] if piece.what in KINDS else "",
        "form": form,
    }
    return render(request, "cases/draft_piece.html", context, status=status)


@require_http_methods(["GET", "POST"])
@officer_required(WORKSHOP)
def add(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """Name a new piece; its page follows. ``dari`` is the state of a new lane, ``jenis`` the kind of the others."""
    draft = get_draft(code)
    kind, state = request.GET.get("jenis", ""), request.GET.get("dari", "")
    if what not in KINDS and what != LANE or (what in KINDS and kind not in KINDS[what]):
        raise NotVisible(_("Bagian prosedur ini tidak ada."))
    form = NewPieceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name = short_name(form.name()["id"], _taken(what, state, draft.definition), "-")
        piece = Piece(what, f"{state}.{name}" if what == LANE else name)
        body = {**_empty(what, kind), "label" if what == ACTION else "name": form.name()}
        change_draft(request.actor, draft, piece.put(draft.definition, body))  # type: ignore[attr-defined]
        return redirect("cases:draft_piece", code, what, piece.name)
    context = {"draft": draft, "kind": KINDS[what][kind] if what in KINDS else _("Jalur"), "form": form}
    return render(request, "cases/draft_add.html", context, status=422 if form.errors else 200)


def _taken(what: str, state: str, definition: dict[str, Any]) -> set[str]:
    """The names that pieces of this kind have already. Raises NotVisible for a lane of no state."""
    if what == LANE:
        return set(Piece(STATE, state).body(definition).get("lanes", {}))
    if what == ACTION:
        return {one["code"] for one in definition["actions"]}
    return set(definition["states"])


def _empty(what: str, kind: str) -> dict[str, Any]:
    if what == LANE:
        return {}
    if what == ACTION:
        return {"kind": kind, "from": []}
    return {"kind": kind, "lanes": {}} if kind == "parallel" else {"kind": kind}


@require_POST
@officer_required(WORKSHOP)
def remove(request: HttpRequest, code: str, what: str, name: str) -> HttpResponse:
    """Take a piece out of the draft."""
    draft, piece = get_draft(code), Piece(what, name)
    if what == BASIS:
        raise NotVisible(_("Bagian prosedur ini tidak ada."))
    piece.body(draft.definition)
    change_draft(request.actor, draft, piece.drop(draft.definition))  # type: ignore[attr-defined]
    messages.success(request, _("Bagian dihapus dari draf."))
    return redirect("cases:draft", code)
