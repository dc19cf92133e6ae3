"""The text on the officers' side: write a version, compare two, remark on clauses, answer, initial."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.core.errors import Invalid
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.territory.agreements import access, policies, selectors
from balai.territory.agreements.access import Voice
from balai.territory.agreements.actions.write_text import (
    Said,
    answer,
    initial,
    missing_initials,
    newest,
    remark,
    write_text,
)
from balai.territory.agreements.clauses import write_out
from balai.territory.agreements.comparing import Compared, compare
from balai.territory.agreements.forms import AnswerForm, RemarkForm, TextForm
from balai.territory.agreements.models import Agreement, Draft, Remark
from balai.territory.agreements.views.showing import REMARK_TONES


@require_safe
@never_cache
@officer_required()
def text(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The newest version with its remarks, or another one, compared with the one before."""
    found = access.get_agreement(request.actor, agreement_id)  # type: ignore[attr-defined]
    keeps = policies.keeps(request.actor, found)  # type: ignore[attr-defined]
    voice = access.own_voice(request.actor, found.pk) if keeps else None  # type: ignore[attr-defined]
    return render(request, "agreements/text.html", text_facts(request, found, voice))


def text_facts(request: HttpRequest, found: Agreement, voice: Voice | None) -> dict[str, Any]:
    """What both sides see of the text: a version, what changed in it, remarks by clause, who has initialled."""
    drafts = selectors.drafts_of(found)
    shown = _asked(drafts, request.GET.get("versi", ""))
    before = next((one for one in drafts if shown and one.version == shown.version - 1), None)
    remarks = selectors.remarks_of(found) if shown else []
    compared = compare(before.clauses if before else shown.clauses, shown.clauses) if shown else []
    is_newest = bool(drafts) and shown == drafts[0]
    writes = voice is not None and is_newest and found.is_prepared and found.stage != "signature"
    return {
        "agreement": found,
        "voice": voice,
        "drafts": drafts,
        "shown": shown,
        "before": before,
        "clauses": [(clause, _of(remarks, clause.key, voice)) for clause in compared],
        "writes": writes,
        "missing": missing_initials(found.pk) if drafts else [],
        "initialled": _has_initialled(shown, voice),
        "open_remarks": sum(one.state == Remark.State.OPEN for one in remarks),
    }


def _has_initialled(shown: Draft | None, voice: Voice | None) -> bool:
    if shown is None or voice is None:
        return False
    return any(one.party_id == voice.party.pk for one in shown.initials.all())


def _asked(drafts: list[Draft], version: str) -> Draft | None:
    named = (one for one in drafts if str(one.version) == version)
    return next(named, drafts[0] if drafts else None)


def _of(remarks: list[Remark], key: str, voice: Voice | None) -> list[tuple[Remark, tuple[str, str], bool]]:
    """The remarks on a clause, how each stands, and whether this side still has to answer it."""
    return [
        (one, REMARK_TONES[Remark.State(one.state)], _to_answer(one, voice))
        for one in remarks
        if one.clause == key
    ]


def _to_answer(one: Remark, voice: Voice | None) -> bool:
    if voice is None or one.state != Remark.State.OPEN or one.party_id == voice.party.pk:
        return False
    return all(verdict.party_id != voice.party.pk for verdict in one.verdicts.all())


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required(policies.MANAGE)
def write(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """A further version; the first begins with the clauses of the kind."""
    voice = access.own_voice(request.actor, agreement_id)  # type: ignore[attr-defined]
    found, last = voice.agreement, newest(agreement_id)
    begun = last.clauses if last else found.kind.clauses
    form = TextForm(sent(request), initial={"text": write_out(begun), "seen": last.version if last else 0})
    given = form.cleaned_data if request.method == "POST" and form.is_valid() else {}
    if given and attempt(form, lambda: write_text(voice, given["text"], given["seen"], given["note"])):
        return redirect("agreements:text", found.pk)
    newer = _written_meanwhile(found, form, newest(agreement_id)) if given else []
    context = {"agreement": found, "form": form, "last": last, "newer": newer}
    return render(request, "agreements/write.html", context, status=422 if form.errors else 200)


def _written_meanwhile(found: Agreement, form: TextForm, last: Draft | None) -> list[Compared]:
    """What others changed since the author's version; having been shown it, the author saves after the newest one."""
    seen = form.cleaned_data["seen"]
    if last is None or last.version == seen:
        return []
    form.data = {**dict(form.data.items()), "seen": last.version}
    before = found.drafts.filter(version=seen).first()
    changes = compare(before.clauses if before else [], last.clauses)
    return [clause for clause in changes if clause.mark != "same"]


@require_POST
@officer_required(policies.MANAGE)
def say(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """A remark on a clause."""
    voice = access.own_voice(request.actor, agreement_id)  # type: ignore[attr-defined]
    said(request, voice)
    return redirect("agreements:text", agreement_id)


def said(request: HttpRequest, voice: Voice) -> None:
    """Keep the remark that was posted. Raises Invalid."""
    form = RemarkForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Tulis catatannya, paling banyak 1.000 huruf."))
    given = form.cleaned_data
    remark(voice, Said(given["clause"], given["text"], given["proposal"], given["seen"] or 0))
    messages.success(request, _("Catatan disimpan. Pihak lain menjawabnya."))


@require_POST
@officer_required(policies.MANAGE)
def reply(request: HttpRequest, agreement_id: UUID, remark_id: UUID) -> HttpResponse:
    """Accept or reject a remark."""
    replied(request, access.own_voice(request.actor, agreement_id), remark_id)  # type: ignore[attr-defined]
    return redirect("agreements:text", agreement_id)


def replied(request: HttpRequest, voice: Voice, remark_id: UUID) -> None:
    """Keep the answer that was posted. Raises Invalid."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Pilih terima atau tolak."))
    given = form.cleaned_data
    answer(voice, remark_id, given["jawaban"] == "terima", given["reason"])
    messages.success(request, _("Jawaban disimpan."))


@require_POST
@officer_required(policies.MANAGE)
def sign_off(request: HttpRequest, agreement_id: UUID, version: int) -> HttpResponse:
    """Initial the newest version."""
    initial(access.own_voice(request.actor, agreement_id), version)  # type: ignore[attr-defined]
    messages.success(request, _("Versi {n} diparaf.").format(n=version))
    return redirect("agreements:text", agreement_id)
