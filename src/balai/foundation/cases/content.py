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
    """The forms that its actions ask to be filled, and what their effects name."""
    for action in entry["actions"]:
        if "form" in action:
            yield "forms", str(action["form"])
        for effect in action.get("effects", ()):
            for name, settings in effect.items():
                yield from _needs_of_effect(name, settings or {})


#: What an effect names, by its settings: the kind of content.
NAMED = {"template": "documents", "tariff": "tariffs"}
NAMED_BY = {"record_licence": {"kind": "licence_kinds"}}


def _needs_of_effect(name: str, settings: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for key, kind in {**NAMED, **NAMED_BY.get(name, {})}.items():
        if key in settings:
            yield kind, str(settings[key])
