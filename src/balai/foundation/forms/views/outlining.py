"""The draft of a form, piece by piece: what was typed is kept, its faults stand beside the fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import Invalid, NotVisible
from balai.core.http.forms import attempt
from balai.core.ui.administration import trail
from balai.core.ui.editing import Line, Part, PieceForm, Words
from balai.core.ui.uses import uses_of
from balai.core.ui.words import local
from balai.foundation.accounts.api import officer_required
from balai.foundation.forms.actions.edit_form import change_form
from balai.foundation.forms.models import FormDraft
from balai.foundation.forms.policies import MANAGE
from balai.foundation.forms.workshop import outline
from balai.foundation.forms.workshop.faults import faults_by_spot, faults_of
from balai.foundation.forms.workshop.forms import TypeForm
from balai.foundation.forms.workshop.parts import NOT_FILLED, parts_of
from balai.foundation.forms.workshop.shelf import get_draft, outline_of, versions_of
from balai.foundation.forms.workshop.words import TYPE_WORDS

Body = dict[str, Any]
STEP, FIELD = "langkah", "isian"
BLANK = {"id": "", "en": ""}
WAYS = {"naik": -1, "turun": 1}
CHOSEN = {"choice", "choices"}
FIRST = ("title_", "intro_", "label_", "help_", "choices", "required")  # what every question needs
USUAL_OPEN = {"when_0_test", "when_keep", "limits_min", "limits_max", "limits_pattern"}


@dataclass(frozen=True)
class Editing:
    """What a page edits: the parts, the body, where its faults begin, how the page is called, what else it shows."""

    parts: Sequence[Part]
    body: Body
    path: tuple[str | int, ...]
    label: str
    shown: Mapping[str, Any] = field(default_factory=dict)


Put = Callable[[Body], tuple[Body, str]]  # the body as typed gives the whole, and the anchor to go on at


@require_safe
@officer_required(MANAGE)
def draft_page(request: HttpRequest, code: str) -> HttpResponse:
    """The draft as a whole: its steps and questions in order, and what is wrong with them."""
    draft = get_draft(code)
    definition, faults = draft.definition, faults_by_spot(draft.definition)
    context = {
        **_frame(draft),
        "steps": outline_of(definition),
        "faults": faults,
        "title_faults": faults.get(("judul", ""), []),
        "types": TypeForm(),
        "uses": uses_of("forms", code),
        "is_published": bool(versions_of(code)),
    }
    return render(request, "forms/workshop/draft.html", context)


def _frame(draft: FormDraft, piece: str = "") -> dict[str, Any]:
    title = local(draft.definition["title"])
    steps = [(_("Formulir"), reverse("forms:shelf"))]
    if piece:
        steps += [(title, reverse("forms:form_draft", args=[draft.code])), (piece, "")]
    else:
        steps += [(title, "")]
    return {"draft": draft, "title": title, "trail": trail(*steps)}


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def title_page(request: HttpRequest, code: str) -> HttpResponse:
    """The name of the form."""
    draft = get_draft(code)
    parts = (Words("title", _("Nama formulir")),)
    return _edit(
        request,
        draft,
        Editing(parts, draft.definition, ("title",), _("Nama formulir")),
        lambda body: ({**draft.definition, "title": body.get("title", BLANK)}, ""),
    )


def _edit(request: HttpRequest, draft: FormDraft, editing: Editing, put: Put) -> HttpResponse:
    """Show the form of a piece, or keep what was typed; a piece that is not sound is shown again with its faults."""
    if request.method != "POST":
        form = PieceForm.of(editing.parts, editing.body, draft.version)
        form.show_faults(faults_of(draft.definition), editing.path)
        return _show(request, draft, editing, form)
    form = PieceForm(editing.parts, request.POST)
    anchor = attempt(form, lambda: _keep(request, draft, form, put))
    if anchor is None:
        return _show(request, draft, editing, form, 422)
    messages.success(request, _("Tersimpan dalam draf."))
    return _back(draft.code, anchor)


def _keep(request: HttpRequest, draft: FormDraft, form: PieceForm, put: Put) -> str:
    definition, anchor = put(form.body())
    draft.version = form.cleaned_data["version"]
    change_form(request.actor, draft, definition)  # type: ignore[attr-defined]
    return anchor or "judul"


def _back(code: str, anchor: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('forms:form_draft', args=[code])}#{anchor}")


def _show(
    request: HttpRequest, draft: FormDraft, editing: Editing, form: PieceForm, status: int = 200
) -> HttpResponse:
    rest = [bound for bound in form.visible_fields() if not bound.name.startswith(FIRST)]
    context = {
        **_frame(draft, editing.label),
        "form": form,
        "first": [bound for bound in form.visible_fields() if bound.name.startswith(FIRST)],
        "rest": rest,
        "is_open": any(bound.errors or bound.name in USUAL_OPEN and bound.value() for bound in rest),
        "label": editing.label,
        **editing.shown,
    }
    return render(request, "forms/workshop/piece.html", context, status=status)


def _step_parts() -> tuple[Part, ...]:
    return Words("title", _("Judul langkah")), Words("intro", _("Pengantar di atas pertanyaan"), is_long=True)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def new_step(request: HttpRequest, code: str) -> HttpResponse:
    """A further step at the end."""
    draft = get_draft(code)

    def put(body: Body) -> tuple[Body, str]:
        definition, name = outline.with_step(draft.definition, body.get("title", BLANK))
        return outline.put_step(definition, name, body), f"{STEP}-{name}"

    return _edit(request, draft, Editing(_step_parts(), {}, ("-",), _("Langkah baru")), put)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def step_page(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The texts of a step."""
    draft = get_draft(code)
    place = outline.find_step(draft.definition, name)
    step = draft.definition["steps"][place]

    def put(body: Body) -> tuple[Body, str]:
        return outline.put_step(draft.definition, name, {"title": BLANK, **body}), f"{STEP}-{name}"

    label = local(step["title"]) or _("Langkah")
    editing = Editing(_step_parts(), step, ("steps", place), label, {"what": STEP, "name": name})
    return _edit(request, draft, editing, put)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def new_field(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A further question at the end of the step ``name``; ``jenis`` is the type of its answer."""
    draft, kind = get_draft(code), request.GET.get("jenis", "")
    if kind not in TYPE_WORDS:
        raise NotVisible(_("Jenis jawaban ini tidak ada."))
    outline.find_step(draft.definition, name)
    known = outline.fields_of(draft.definition)
    help_text = _(
        "Boleh kosong. Pakai nama yang sama dengan formulir lain, misalnya ktp, agar tidak diminta dua kali."
    )
    parts = (
        *parts_of({"type": kind}, known),
        Line("name", _("Nama pendek untuk surat dan prosedur"), help_text),
    )

    def put(body: Body) -> tuple[Body, str]:
        if body.get("name") in {one["name"] for one in known}:
            raise Invalid(
                _("Nama ini sudah dipakai."), {"name": _("Nama ini sudah dipakai pertanyaan lain.")}
            )
        asked = {"label": BLANK, "type": kind, **body}
        definition, added = outline.with_field(draft.definition, name, asked)
        return definition, f"{FIELD}-{added}"

    editing = Editing(parts, {"required": True}, ("-",), _("Pertanyaan baru"), {"kind": TYPE_WORDS[kind]})
    return _edit(request, draft, editing, put)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(MANAGE)
def field_page(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One question: its texts, limits, condition, and what fills it in."""
    draft = get_draft(code)
    step, place = outline.find_field(draft.definition, name)
    asked = outline.field_named(draft.definition, name)
    kept: Body = {key: asked[key] for key in ("name", "type", "autocomplete") if key in asked}

    def put(body: Body) -> tuple[Body, str]:
        changed: Body = {**kept, "label": BLANK, **body}
        return outline.put_field(draft.definition, name, changed), f"{FIELD}-{name}"

    parts = parts_of(asked, outline.earlier_fields(draft.definition, name))
    label = local(asked["label"]) or name
    shown: dict[str, Any] = {"what": FIELD, "name": name, "kind": TYPE_WORDS[asked["type"]]}
    shown["types"] = TypeForm(initial={"jenis": asked["type"]})
    editing = Editing(parts, asked, ("steps", step, "fields", place), label, shown)
    return _edit(request, draft, editing, put)


@require_POST
@officer_required(MANAGE)
def retype(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Ask for another type of answer; what the new type does not know is left out."""
    draft, form = get_draft(code), TypeForm(request.POST)
    if not form.is_valid():
        raise NotVisible(_("Jenis jawaban ini tidak ada."))
    kind = form.cleaned_data["jenis"]
    asked = outline.field_named(draft.definition, name)
    kept = {"name", "label", "help", "required", "when", "width"}
    kept |= {"choices"} if kind in CHOSEN else set()
    kept |= {"prefill", "locked"} if kind not in NOT_FILLED else set()
    body = {key: value for key, value in asked.items() if key in kept}
    definition = outline.put_field(draft.definition, name, {**body, "type": kind})
    change_form(request.actor, draft, definition)  # type: ignore[attr-defined]
    messages.success(request, _("Jenis jawaban diganti. Periksa batas dan pilihannya."))
    return redirect("forms:form_field", code, name)


@require_POST
@officer_required(MANAGE)
def move(request: HttpRequest, code: str, what: str, name: str) -> HttpResponse:
    """One place up or down."""
    draft, by = get_draft(code), WAYS.get(request.POST.get("arah", ""))
    if by is None or what not in (STEP, FIELD):
        raise NotVisible(_("Pertanyaan ini tidak ada dalam draf."))
    change = outline.move_step if what == STEP else outline.move_field
    change_form(request.actor, draft, change(draft.definition, name, by))  # type: ignore[attr-defined]
    return _back(code, f"{what}-{name}")


@require_POST
@officer_required(MANAGE)
def remove(request: HttpRequest, code: str, what: str, name: str) -> HttpResponse:
    """Take a step or a question out of the draft."""
    draft = get_draft(code)
    if what not in (STEP, FIELD):
        raise NotVisible(_("Pertanyaan ini tidak ada dalam draf."))
    change = outline.drop_step if what == STEP else outline.drop_field
    change_form(request.actor, draft, change(draft.definition, name))  # type: ignore[attr-defined]
    messages.success(request, _("Dihapus dari draf. Tekan Urungkan bila keliru."))
    return redirect("forms:form_draft", code)
