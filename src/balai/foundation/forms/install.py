"""The content kind ``forms``: declared forms from packs, a new version only when something changed."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from balai.core.content import ContentContext, Entry, content, reads
from balai.foundation.audit.api import record
from balai.foundation.forms.events import FORM_INSTALLED
from balai.foundation.forms.models import FormVersion
from balai.foundation.forms.parsing import parse_form


@content("forms", order=40)
def install_forms(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Check all forms, then store the changed ones as new versions. Raises ContentError with the path."""
    specs = [parse_form(entry, [place]) for place, entry in enumerate(entries)]
    return sum(_store(spec.code, entry, context) for spec, entry in zip(specs, entries, strict=True))


@reads("forms")
def standing_forms(codes: Sequence[str]) -> dict[str, Entry]:
    """The newest definition of each form."""
    rows = FormVersion.objects.order_by("code", "-version").distinct("code")
    return {row.code: row.definition for row in (rows.filter(code__in=codes) if codes else rows)}


def _store(code: str, definition: dict[str, Any], context: ContentContext) -> int:
    text = json.dumps(definition, sort_keys=True, default=str)
    digest = hashlib.sha256(text.encode()).hexdigest()
    newest = FormVersion.objects.filter(code=code).order_by("-version").first()
    if newest and newest.digest == digest:
        return 0
    row = FormVersion.objects.create(
        code=code,
        version=newest.version + 1 if newest else 1,
        definition=json.loads(text),
        digest=digest,
        pack=context.pack,
        pack_version=context.version,
    )
    record(context.actor, FORM_INSTALLED, subject=row, form=code, version=row.version)
    return 1
