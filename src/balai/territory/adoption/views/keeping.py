"""A page with one form of adoption: what is typed is kept until it is sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from balai.core.http.forms import attempt
from balai.foundation.forms.api import KeptPage
from balai.territory.adoption.models import Plan


def form_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[], Any],
    done: Callable[[Any], HttpResponse],
    context: dict[str, Any],
) -> HttpResponse:
    """Show the form, keep it while it is written, let ``act`` do what was sent; ``done`` answers with its result."""
    kept = KeptPage(request, f"adoption:{request.path}"[:120])
    answer = kept.answer(form)
    if answer:
        return answer
    made = attempt(form, act)
    if made:
        kept.sent()
        return done(made)
    kept.fill(form)
    status = 422 if form.errors else 200
    return render(request, "adoption/form.html", {"form": form, "kept": kept, **context}, status=status)


def back_to_plan(request: HttpRequest, plan: Plan, sentence: str) -> Callable[[object], HttpResponse]:
    """To the plan, where the sentence is shown."""

    def back(_made: object) -> HttpResponse:
        messages.success(request, sentence)
        return redirect("adoption:plan", plan.pk)

    return back
