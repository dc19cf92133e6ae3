"""Forms as they were sent, and the refusals of actions shown on them."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from balai.core.errors import BalaiError, Conflict, Invalid


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when it is empty: an empty form has faults to show, an unsent one has none."""
    return request.POST if request.method == "POST" else None


def attempt(form: BaseForm, act: Callable[[], Any]) -> Any:
    """The action's result (True for an empty one), or None with its refusal shown on the form."""
    if not form.is_valid():
        return None
    try:
        return act() or True
    except (Invalid, Conflict) as error:
        show_on(form, error)
        return None


def show_on(form: BaseForm, error: BalaiError) -> None:
    """Put the sentences beside their fields, or above the form."""
    fields = error.fields if isinstance(error, Invalid) else {}
    known = {name: sentence for name, sentence in fields.items() if name in form.fields}
    for name, sentence in known.items():
        form.add_error(name, sentence)
    if not known:
        form.add_error(None, str(error))
