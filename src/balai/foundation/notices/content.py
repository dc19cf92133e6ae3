"""Content kind ``notices`` of packs: the texts of kinds of notices."""

from collections.abc import Sequence
from typing import Any

from balai.core.content import ContentContext, ContentError, Entry, content, reads, require_keys
from balai.foundation.notices.kinds import is_known, kind_of
from balai.foundation.notices.models import Wording
from balai.foundation.notices.texts import LANGUAGES, PARTS, check_texts


@content("notices", order=45)
def install_notices(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Texts as ``{code, short, subject, body}``, each ``{id, en}``; what the regency changed stays."""
    return sum(_install(place, entry, context) for place, entry in enumerate(entries))


@reads("notices", keeps_own=True)
def standing_notices(codes: Sequence[str]) -> dict[str, Entry]:
    """What is said now: the regency's own words, else the pack's."""
    rows = Wording.objects.filter(kind__in=codes) if codes else Wording.objects.all()
    return {row.kind: {"code": row.kind, **row.texts} for row in rows}


def _install(place: int, entry: dict[str, Any], context: ContentContext) -> bool:
    require_keys(entry, required={"code", *PARTS}, optional=set(), path=[place])
    code = str(entry["code"])
    if not is_known(code):
        raise ContentError(f"pemberitahuan “{code}” tidak dikenal", [place, "code"])
    for part in PARTS:
        require_keys(entry[part], required=set(LANGUAGES), optional=set(), path=[place, part])
    check_texts(kind_of(code), entry, [place])
    texts = {part: {one: str(entry[part][one]).strip() for one in LANGUAGES} for part in PARTS}
    row = Wording.objects.filter(kind=code).first() or Wording(kind=code)
    if row.original == texts:
        return False
    row.original, row.pack = texts, context.pack
    row.save()
    return True
