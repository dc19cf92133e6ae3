"""Registers the content kind of this module with the packs."""

from typing import Any

from balai.core.content import ContentContext, content
from balai.foundation.documents.actions.install import install_templates


@content("documents", order=50)
def documents(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Templates of documents: ``documents.yaml`` names the Typst files."""
    return install_templates(entries, context)
