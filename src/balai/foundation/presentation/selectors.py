"""Reads of looks and own texts. What they shape is public; changing them is for administrators."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from balai.core.ui.texts import Text, Words, every_text
from balai.foundation.presentation.models import LookVersion, OwnText
from balai.foundation.regions import api as regions

SHOWN = 10


@dataclass(frozen=True)
class TextRow:
    """A text with what the regency wrote instead, empty when nothing."""

    text: Text
    own: Words

    @property
    def is_own(self) -> bool:
        """True when the regency wrote something."""
        return bool(self.own)


@lru_cache(maxsize=8)
def own_texts(version: str) -> Mapping[str, Words]:
    """The regency's own texts by key; kept by each process under their version."""
    return dict(OwnText.objects.values_list("key", "words"))


def draft() -> LookVersion | None:
    """The look that is being prepared."""
    return LookVersion.objects.filter(published_at=None).first()


def published() -> LookVersion | None:
    """The look that pages show; None when it is the pack's."""
    version = regions.regency().look
    return LookVersion.objects.filter(pk=version).first() if version else None


def earlier_looks() -> list[LookVersion]:
    """What was published, the latest first, without the pictures."""
    return list(LookVersion.objects.exclude(published_at=None).defer("arms")[:SHOWN])


def text_rows(words: str = "", only_own: bool = False) -> list[TextRow]:
    """Every text with the regency's own words, limited to what contains each word, or to what was rewritten."""
    own = dict(OwnText.objects.values_list("key", "words"))
    rows = [TextRow(text, own.get(text.key, {})) for text in every_text()]
    wanted = words.lower().split()
    found = [row for row in rows if all(word in _told(row) for word in wanted)]
    return [row for row in found if row.is_own] if only_own else found


def own_text_count() -> int:
    """How many texts stand in the regency's own words."""
    return OwnText.objects.count()


def _told(row: TextRow) -> str:
    parts = [row.text.where, row.text.label, *row.text.original.values(), *row.own.values()]
    return " ".join(parts).lower()
