"""Pages of the workplace that keep what is typed: saved by itself, there again after the machine died, gone when sent.

A view says which page it is and asks three things of it: ``answer`` (the page saves itself, or gives its draft up),
``fill`` (an unsent form shows what was typed) and ``sent``. The template has ``core`` of it: ``forms/bits/kept.html``.
"""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from balai.core.http.saving import answer_save
from balai.foundation.forms.actions.keep_page import forget_page, keep_page
from balai.foundation.forms.models import PageDraft

# in the address of the page itself: so its rules of access are the same
SAVING, GIVING_UP = "simpan", "buang"


class KeptPage:
    """One page of one person; ``draft`` is what was typed and not sent, or None."""

    def __init__(self, request: HttpRequest, place: str) -> None:
        self._request, self.place = request, place
        self._owner: UUID = request.actor.user_id  # type: ignore[attr-defined]
        self.draft = PageDraft.objects.filter(owner=self._owner, place=place).first()

    @property
    def version(self) -> int:
        """The version that the page shows; 0 for none."""
        return self.draft.version if self.draft else 0

    def answer(self, form: Form) -> HttpResponse | None:
        """What a page that saves itself or gives its draft up is answered; None where it is read or sent."""
        asked = self._request.GET.get("draf", "") if self._request.method == "POST" else ""
        if asked == SAVING:
            return answer_save(lambda: keep_page(self._owner, self.place, _typed(form), _seen(form)))
        if asked == GIVING_UP:
            forget_page(self._owner, self.place)
            return redirect(self._request.path)
        return None

    def fill(self, form: Form) -> None:
        """Show what was typed instead of what is kept, unless the form was just sent."""
        if self.draft and not form.is_bound:
            form.initial.update({name: self.draft.typed.get(name, "") for name in form.fields})

    def sent(self) -> None:
        """What was typed is where it belongs."""
        forget_page(self._owner, self.place)


def _typed(form: Form) -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(form.data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def _seen(form: Form) -> int:
    told = form.data.get("version", "")
    return int(told) if told.isascii() and told.isdigit() else 0
