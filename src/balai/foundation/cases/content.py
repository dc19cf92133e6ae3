"""Installs procedures from packs."""

from collections.abc import Iterable, Sequence
from typing import Any

from balai.core.content import ContentContext, Entry, content, needs, reads
from balai.foundation.cases.actions.install_procedure import install_procedure
from balai.foundation.cases.models import ProcedureVersion


@content("procedures", order=40)
def install_procedures(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Publish each procedure whose definition changed. Raises ContentError with the path to a fault."""
    for place, entry in enumerate(entries):
        install_procedure(entry, actor=context.actor, path=[place])
    return len(entries)


@reads("procedures")
def standing_procedures(codes: Sequence[str]) -> dict[str, Entry]:
    """The newest definition of each procedure."""
    rows = ProcedureVersion.objects.order_by("code", "-number").distinct("code")
    return {row.code: row.definition for row in (rows.filter(code__in=codes) if codes else rows)}


@needs("procedures")
def needs_of_procedure(entry: Entry) -> Iterable[tuple[str, str]]:
    """The letters that its actions issue, and the forms that they ask to be filled."""
    for action in entry["actions"]:
        if "form" in action:
            yield "forms", str(action["form"])
        for effect in action.get("effects", ()):
            for settings in effect.values():
                if settings and "template" in settings:
                    yield "documents", str(settings["template"])
