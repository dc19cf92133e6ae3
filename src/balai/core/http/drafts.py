"""The life of a draft over HTTP, for everything that data describe: begun, undone, put into force, thrown away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.core.actor import Actor
from balai.core.drafting import DefinitionDraft

Draft = TypeVar("Draft", bound=DefinitionDraft)
View = Callable[..., HttpResponse]
Guard = Callable[[View], View]


@dataclass(frozen=True)
class DraftLife(Generic[Draft]):
    """What becomes of drafts of one kind, and the names of their pages, each with the code but the shelf.

    ``standing`` raises NotVisible where nothing is in force, ``get`` where there is no draft; ``publish`` gives
    the sentence that says what it led to.
    """

    draft_page: str
    page: str
    shelf: str
    standing: Callable[[str], object]
    get: Callable[[str], Draft]
    begin: Callable[[Actor, str], object]
    undo: Callable[[Actor, Draft], None]
    publish: Callable[[Actor, Draft], str]
    discard: Callable[[Actor, Draft], None]


@dataclass(frozen=True)
class DraftViews:
    """The four views; each takes a POST with nothing in it."""

    begin: View
    undo: View
    publish: View
    discard: View


def draft_views(life: DraftLife[Any], guard: Guard) -> DraftViews:
    """The views of the life; ``guard`` lets in who may write such drafts."""

    def begin(request: HttpRequest, code: str) -> HttpResponse:
        life.standing(code)
        life.begin(request.actor, code)  # type: ignore[attr-defined]
        return redirect(life.draft_page, code)

    def undo(request: HttpRequest, code: str) -> HttpResponse:
        life.undo(request.actor, life.get(code))  # type: ignore[attr-defined]
        messages.success(request, _("Perubahan terakhir diurungkan."))
        return redirect(life.draft_page, code)

    def publish(request: HttpRequest, code: str) -> HttpResponse:
        messages.success(request, life.publish(request.actor, life.get(code)))  # type: ignore[attr-defined]
        return redirect(life.page, code)

    def discard(request: HttpRequest, code: str) -> HttpResponse:
        life.discard(request.actor, life.get(code))  # type: ignore[attr-defined]
        messages.success(request, _("Draf dibuang. Yang berlaku tetap berlaku."))
        return redirect(life.shelf)

    return DraftViews(*(require_POST(guard(view)) for view in (begin, undo, publish, discard)))
