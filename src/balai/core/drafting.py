"""Drafts of what data describe (a form, a letter, a procedure): changed piece by piece, each change can be taken back.

Whoever changes an older draft than the one that is kept is told, so that nothing written is lost.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict
from balai.core.models import Row

KEPT = 30  # how many changes can be taken back


class DefinitionDraft(Row):
    """The next version of something while it is written: one a code, sound or not.

    ``version`` grows by one with every change; ``earlier`` are the definitions before the last changes, the
    latest last.
    """

    code = models.CharField(max_length=60, unique=True, db_collation="C")
    definition: Any = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    earlier: Any = models.JSONField(default=list)
    changed_by = models.CharField(max_length=120)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def begun_again(self) -> dict[str, Any]:
        """What else every change writes: whatever was done with the definition before and no longer fits."""
        return {}


Draft = TypeVar("Draft", bound=DefinitionDraft)


def keep_change(actor: Actor, draft: DefinitionDraft, definition: dict[str, Any]) -> None:
    """Save the definition over the draft as it was seen. Raises Conflict when somebody else saved first."""
    if definition != draft.definition:
        _save(actor, draft, definition, [*draft.earlier, draft.definition][-KEPT:])


def take_back(actor: Actor, draft: DefinitionDraft) -> None:
    """Return to what stood before the last change. Raises Conflict when there is none, or somebody else saved."""
    if not draft.earlier:
        raise Conflict(_("Tidak ada perubahan yang dapat diurungkan."))
    *earlier, definition = draft.earlier
    _save(actor, draft, definition, earlier)


def claim(draft: Draft) -> Draft:
    """The draft as it was seen, held until the transaction ends. Raises Conflict when somebody changed it since."""
    rows = type(draft)._default_manager.select_for_update()  # noqa: SLF001
    seen = rows.filter(pk=draft.pk, version=draft.version).first()
    if seen is None:
        raise Conflict(_("Draf ini baru saja diubah di tempat lain. Muat ulang halaman, lalu periksa lagi."))
    return seen


def _save(actor: Actor, draft: DefinitionDraft, definition: dict[str, Any], earlier: list[Any]) -> None:
    seen = type(draft)._default_manager.filter(pk=draft.pk, version=draft.version)  # noqa: SLF001
    facts = {"definition": definition, "earlier": earlier, "changed_by": actor.name, **draft.begun_again()}
    if not seen.update(**facts, version=F("version") + 1, changed_at=timezone.now()):
        raise Conflict(
            _("Draf ini baru saja diubah di tempat lain. Muat ulang halaman, lalu ulangi perubahan Anda.")
        )


@dataclass(frozen=True)
class Standing:
    """How something that data describe stands: its newest version (0 for none), whether a draft waits, its page."""

    number: int
    has_draft: bool
    href: str
