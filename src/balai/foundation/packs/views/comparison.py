"""A comparison as pages tell of it: filtered, page by page, what is long on a page of its own; never too heavy."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.core.ui.words import local
from balai.foundation.packs.actions.check_arrival import LONGEST_TEXT, shortened, stands
from balai.foundation.packs.places import place_name
from balai.foundation.packs.words import SIDES, VERDICTS, kind_label

Change = Mapping[str, Any]  # as ``check_arrival.change_of`` tells of it
SIDE = "sisi:"  # before "kind/key" or "kind/key#place" in the names of the choices
ON_PAGE = 20  # entries
ROOM = 30_000  # bytes of places that a page shows
ROW, CHOICE = 900, 1100  # what a place takes beside its texts, and one that is chosen from
SHORT = 400  # characters of a text beside others
ASKING = "tanya"  # the filter for what somebody should look at


@dataclass(frozen=True)
class Filters:
    """What of a comparison is wanted."""

    text: str = ""
    verdict: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.verdict or self.kind)

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Filters":
        """From the address."""
        return cls(
            " ".join(query.get("q", "").split())[:80], query.get("keadaan", ""), query.get("jenis", "")
        )

    def take(self, change: Change) -> bool:
        """Whether a change is wanted."""
        if self.kind and change["kind"] != self.kind:
            return False
        if self.verdict == ASKING and not change["is_asking"]:
            return False
        if self.verdict not in ("", ASKING, change["verdict"]):
            return False
        return not self.text or self.text.casefold() in _searched(change)


def name_of(change: Change) -> str:
    """What people call the entry, in the reader's language."""
    return local(change["name"]) or str(change["key"])


def _searched(change: Change) -> str:
    words = [name_of(change), change["key"], kind_label(change["kind"])]
    for leaf in change["leaves"]:
        words += [leaf["word"], _where(leaf), leaf["ours"], leaf["theirs"]]
    return "\n".join(words).casefold()


def _where(leaf: Mapping[str, Any]) -> str:
    return " › ".join(place_name(step) for step in leaf["names"])


def told(found: Sequence[Change], choices: Mapping[str, str], query: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a comparison shows."""
    changes = list(enumerate(found))
    filters = Filters.read(query)
    wanted = [(place, change) for place, change in changes if filters.take(change)]
    wanted.sort(key=lambda one: not one[1]["is_asking"])
    page = Paginator(wanted, ON_PAGE).get_page(query.get("hal"))
    verdicts = Counter(change["verdict"] for _place, change in changes)
    kinds = Counter(change["kind"] for _place, change in changes)
    return {
        "filters": filters,
        "page": page,
        "changes": list(_fitting(page, choices)),
        "total": len(changes),
        "asking": sum(change["is_asking"] for _place, change in changes),
        "verdicts": [(verdict, VERDICTS[verdict][0], count) for verdict, count in verdicts.most_common()],
        "kinds": [(kind, kind_label(kind), count) for kind, count in kinds.most_common()],
    }


def _fitting(page: Page[Any], choices: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The entries of a page, with their places as long as there is room."""
    room = ROOM
    for place, change in page:
        entry = entry_told(place, change, choices)
        shown = list(leaves_told(change, choices, SHORT))
        weight = sum(map(_weight, shown))
        fits = weight <= room
        room -= weight if fits else 0
        yield {**entry, "leaves": shown if fits else [], "more": 0 if fits else len(shown)}


def entry_told(place: int, change: Change, choices: Mapping[str, str]) -> dict[str, Any]:
    """An entry with what may be chosen for it, without its places."""
    label, tone, icon = VERDICTS[change["verdict"]]
    word = f"{change['kind']}/{change['key']}"
    chosen = choices.get(word, change["proposed"])
    return {
        "place": place,
        "name": name_of(change),
        "key": change["key"],
        "verdict": change["verdict"],
        "kind_label": kind_label(change["kind"]),
        "label": label,
        "tone": tone,
        "icon": icon,
        "field": f"{SIDE}{word}",
        "is_asking": change["is_asking"],
        "is_one_thing": change["is_one_thing"],
        "is_two_sided": change["verdict"] == "stranger",
        "options": [(side, SIDES[side], side == chosen) for side in change["sides"]],
    }


def leaves_told(change: Change, choices: Mapping[str, str], most: int) -> Iterator[dict[str, Any]]:
    """The places of an entry; where both sides changed the same, with the side that was chosen so far."""
    word = f"{change['kind']}/{change['key']}"
    for leaf in change["leaves"]:
        spot = f"{word}#{leaf['word']}"
        texts = {side: shortened(leaf[side], most) for side in ("base", "ours", "theirs")}
        standing = stands(change, leaf)
        yield {
            **leaf,
            **texts,
            "where": _where(leaf),
            "field": f"{SIDE}{spot}" if standing else "",
            "gives_way": choices.get(spot, standing) == "theirs",
        }


def _weight(leaf: Mapping[str, Any]) -> int:
    texts = sum(len(leaf[side].encode()) for side in ("base", "ours", "theirs", "where"))
    return texts + (CHOICE + 4 * len(leaf["field"]) if leaf["field"] else ROW)


def entry_page(
    found: Sequence[Change], place: int, choices: Mapping[str, str], query: Mapping[str, str]
) -> dict[str, Any]:
    """What the page of one entry shows, with all its places. Raises NotVisible."""
    if place >= len(found):
        raise NotVisible(_("Entri ini tidak ada dalam perbandingan."))
    leaves = list(leaves_told(found[place], choices, LONGEST_TEXT))
    page = Paginator(_pages(leaves), 1).get_page(query.get("hal"))
    return {
        "change": {**entry_told(place, found[place], choices), "leaves": page.object_list[0]},
        "page": page,
    }


def _pages(leaves: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The places of one entry, page by page."""
    pages: list[list[dict[str, Any]]] = [[]]
    room = ROOM
    for leaf in leaves:
        if _weight(leaf) > room and pages[-1]:
            pages.append([])
            room = ROOM
        pages[-1].append(leaf)
        room -= _weight(leaf)
    return pages
