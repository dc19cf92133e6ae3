"""Registers the content kind of this module with the packs."""

from collections.abc import Sequence
from typing import Any

from balai.core.content import ContentContext, Entry, content, reads
from balai.foundation.documents.actions.install import install_templates
from balai.foundation.documents.models import Template


@content("documents", order=50, file_key="file")
def documents(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Templates of documents: ``documents.yaml`` names the Typst files."""
    return install_templates(entries, context)


@reads("documents")
def standing_templates(codes: Sequence[str]) -> dict[str, Entry]:
    """The templates in force; the examples of their facts are not kept."""
    rows = Template.objects.exclude(current=None).select_related("current")
    return {row.code: _entry(row) for row in (rows.filter(code__in=codes) if codes else rows)}


def entry_in_force(code: str) -> Entry:
    """The template in force. Raises KeyError."""
    return standing_templates([code])[code]


def _entry(row: Template) -> Entry:
    version = row.current
    assert version is not None
    facts = {"classification": row.classification, "valid_days": row.valid_days, "holder": version.holder}
    written = {"body": version.body} if version.body else {"file": version.source}
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "code_prefix": row.code_prefix,
        "personal": version.is_personal,
        "facts": version.facts,
        **written,
        **{key: value for key, value in facts.items() if value},
    }
