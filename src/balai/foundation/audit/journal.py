"""Row history: one journal of changes for all regulated tables, written by triggers.

``@history(_("Perkara"))`` on a model puts a row trigger on its table. The trigger calls one function of the database,
``audit_note_change``, so that bulk and raw writes are seen as well. Unlike the triggers that pgtrigger
writes by itself it cannot be switched off by a setting of the session. See docs/decisions/.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pgtrigger
from django.db import models

from balai.core.ui.icons import StrOrPromise

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Regulated:
    """A model whose rows have a history, with what one row of it is called."""

    model: type[models.Model]
    called: StrOrPromise


REGULATED: dict[str, Regulated] = {}


class History(pgtrigger.Trigger):
    """Notes each inserted, changed and deleted row in the journal, without the hidden columns."""

    name = "history"
    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = "RETURN NULL;"  # never called: ``render_execute`` names the function of the journal

    def __init__(self, hidden: Sequence[str] = ()) -> None:
        self.hidden = tuple(hidden)
        super().__init__()

    def render_execute(self, model: models.Model) -> str:
        """The call of the journal's function: kind of the row, its key, the columns to leave out."""
        meta = model._meta
        columns = {field.name: field.column for field in meta.concrete_fields}
        hidden = [columns[name] for name in self.hidden]
        words = ", ".join(f"'{word}'" for word in (meta.label_lower, meta.pk.column, *hidden))
        return f"audit_note_change({words})"


def history(called: StrOrPromise = "", *, without: Sequence[str] = ()) -> Callable[[type[M]], type[M]]:
    """Keep the history of this table's rows; ``called`` is what one of them is called, in lazily translated words.

    ``without`` names fields whose values never enter the journal.
    """

    def decorate(model: type[M]) -> type[M]:
        REGULATED[model._meta.label_lower] = Regulated(model, called)
        return pgtrigger.register(History(without))(model)

    return decorate
