"""Installs procedures from packs."""

from typing import Any

from balai.core.content import ContentContext, content
from balai.foundation.cases.actions.install_procedure import install_procedure


@content("procedures", order=40)
def install_procedures(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Publish each procedure whose definition changed. Raises ContentError with the path to a fault."""
    for place, entry in enumerate(entries):
        install_procedure(entry, actor=context.actor, path=[place])
    return len(entries)
