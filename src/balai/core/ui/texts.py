"""Texts that a regency may write in its own words: of pages, and of content that packs bring."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils import translation

from balai.core.ui.icons import StrOrPromise
from balai.core.ui.look import current_regency

Words = Mapping[str, str]
LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Text:
    """A text with its original in both languages; ``where`` groups texts, ``label`` names it there."""

    key: str
    where: str
    label: str
    original: Words


@dataclass(frozen=True)
class PageText:
    """A text of a page; ``original`` is a lazy translation."""

    key: str
    where: StrOrPromise
    label: StrOrPromise
    original: StrOrPromise


_pages: dict[str, PageText] = {}
_sources: list[Callable[[], Iterable[Text]]] = []
_own: Callable[[str], Mapping[str, Words]] = lambda version: {}  # noqa: E731


def register_page_texts(*texts: PageText) -> None:
    """Add texts of pages (in ``AppConfig.ready``), for ``{% page_text "key" %}``."""
    _pages.update({text.key: text for text in texts})


def register_texts(source: Callable[[], Iterable[Text]]) -> None:
    """Add texts of content (in ``AppConfig.ready``); shown through ``own_words``."""
    if source not in _sources:
        _sources.append(source)


def provide_texts(provider: Callable[[str], Mapping[str, Words]]) -> None:
    """Tell where a regency's own texts are kept, by their version; called once by the module that keeps them."""
    global _own
    _own = provider


def every_text() -> list[Text]:
    """All texts that may be rewritten, those of pages first."""
    pages = [
        Text(text.key, str(text.where), str(text.label), _in_both(text.original)) for text in _pages.values()
    ]
    return pages + [text for source in _sources for text in source()]


def _in_both(text: StrOrPromise) -> Words:
    words = {}
    for language in LANGUAGES:
        with translation.override(language):
            words[language] = str(text)
    return words


def own_words() -> Mapping[str, Words]:
    """What the regency wrote instead, by key: read once for all texts of a page."""
    version = current_regency().texts
    return _own(version) if version else {}


def page_text(key: str) -> str:
    """A text of a page in the reader's language: the regency's own, else the original."""
    own = own_words().get(key, {})
    language = (translation.get_language() or "id")[:2]
    return own.get(language) or str(_pages[key].original)
