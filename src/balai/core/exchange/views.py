"""The pages of exchange: what there is, and upload -> report -> confirm for each import."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.core.exchange.parking import Parked, park, take
from balai.core.exchange.registry import (
    ExportKind,
    ImportKind,
    export_kinds,
    import_kinds,
    run_export,
    run_import,
)
from balai.core.exchange.report import Report
from balai.core.exchange.sheets import as_download, download
from balai.core.http.forms import sent

SHOWN = 200
View = Callable[..., HttpResponse]
Kind = TypeVar("Kind", ImportKind, ExportKind)


class UploadForm(forms.Form):
    """The file that somebody brings."""

    file = forms.FileField(label=gettext_lazy("Berkas"))


def _officer(view: View) -> View:
    """Only for people with a role; a role that needs the second factor opens nothing before it was shown."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = _actor(request)
        if not actor.is_signed_in:
            return redirect_to_login(request.get_full_path())
        if not actor.is_officer:
            raise NotAllowed(_("Halaman ini untuk petugas."))
        if getattr(actor, "must_prove", False):
            raise NotAllowed(
                _("Masukkan dahulu kode kedua (verifikasi dua langkah), lalu buka lagi halaman ini.")
            )
        return view(request, *args, **kwargs)

    return guarded


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _mine(kinds: list[Kind], actor: Actor) -> list[Kind]:
    return [kind for kind in kinds if actor.may(kind.permission)]


def _kind(actor: Actor, name: str) -> ImportKind:
    for kind in import_kinds():
        if kind.name == name:
            if actor.may(kind.permission):
                return kind
            raise NotAllowed(_("Anda tidak berwenang untuk impor ini."))
    raise NotVisible(_("Jenis impor ini tidak ada."))


@require_GET
@_officer
def overview(request: HttpRequest) -> HttpResponse:
    """What the actor may import and export."""
    actor = _actor(request)
    kinds = {"imports": _mine(import_kinds(), actor), "exports": _mine(export_kinds(), actor)}
    if not any(kinds.values()):
        raise NotAllowed(_("Wewenang Anda belum mencakup impor atau ekspor."))
    return render(request, "core/exchange/overview.html", kinds)


@require_http_methods(["GET", "POST"])
@_officer
def bring(request: HttpRequest, kind: str) -> HttpResponse:
    """Upload a file, read its report, keep it."""
    found = _kind(_actor(request), kind)
    if "token" in request.POST:
        return _continue(request, found)
    form = UploadForm(sent(request), request.FILES or None)
    if form.is_valid():
        return _check(request, found, form.cleaned_data["file"])
    return _page(request, found, form=form, status=422 if form.errors else 200)


def _check(request: HttpRequest, kind: ImportKind, upload: UploadedFile) -> HttpResponse:
    actor = _actor(request)
    assert actor.user_id is not None
    name, content = upload.name or "", upload.read()
    parked = Parked(kind.name, request.POST.get("unit", ""), name, content)
    report = run_import(kind.name, parked.open(), actor, parked.unit_code, dry_run=True)
    token = park(parked, actor.user_id)
    status = 422 if report.errors else 200
    return _page(request, kind, report=report, token=token, name=name, status=status)


def _continue(request: HttpRequest, kind: ImportKind) -> HttpResponse:
    actor = _actor(request)
    assert actor.user_id is not None
    wants_report = request.POST.get("langkah") == "laporan"
    parked = take(request.POST["token"], actor.user_id, keep=wants_report)
    if parked.kind != kind.name:
        raise NotVisible(_("Unggahan ini untuk jenis impor yang lain."))
    report = run_import(kind.name, parked.open(), actor, parked.unit_code, dry_run=wants_report)
    if wants_report:
        return download(report.sheet(), f"laporan-{report.kind}", request.POST.get("bentuk", ""))
    return _page(request, kind, report=report, name=parked.name, status=422 if report.errors else 200)


def _page(request: HttpRequest, kind: ImportKind, *, status: int = 200, **facts: Any) -> HttpResponse:
    report: Report | None = facts.get("report")
    lines = list(report.lines()) if report else []
    context = {
        "kind": kind,
        "form": facts.get("form") or UploadForm(),
        "lines": lines[:SHOWN],
        "more": max(len(lines) - SHOWN, 0),
        "accept": ",".join(f".{name}" for name in kind.formats),
        "trail": [(_("Impor dan ekspor"), "/kerja/impor/"), (str(kind.title), "")],
        "unit": request.GET.get("unit", "") or request.POST.get("unit", ""),
        **facts,
    }
    return render(request, "core/exchange/bring.html", context, status=status)


@require_GET
@_officer
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Download an export."""
    if kind not in {known.name for known in export_kinds()}:
        raise NotVisible(_("Jenis ekspor ini tidak ada."))
    made = run_export(kind, _actor(request), request.GET.get("unit", ""), request.GET.get("bentuk", ""))
    return as_download(made.name, made.content_type, made.content)
