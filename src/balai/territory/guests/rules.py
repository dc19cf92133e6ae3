"""How long books are kept: data of a pack."""

from collections.abc import Sequence
from datetime import date, timedelta

from balai.core.content import ContentContext, ContentError, Entry, content, reads, require_keys, store
from balai.territory.guests.models import BookRule

CODE = "buku-tamu"
FIRST = BookRule(code=CODE, open_days=365, key_minutes=60)  # until a pack says otherwise
KEYS = {"code", "open_days", "key_minutes"}


@content("guest_books", order=8)
def install_rules(entries: list[Entry], context: ContentContext) -> int:
    """``{code: buku-tamu, open_days, key_minutes}``."""
    return sum(_install(entry, place) for place, entry in enumerate(entries))


def _install(entry: Entry, place: int) -> bool:
    require_keys(entry, required=KEYS, optional=set(), path=[place])
    if entry["code"] != CODE:
        raise ContentError(f"aturan “{entry['code']}” tidak dikenal", [place, "code"])
    for name, least, most in (("open_days", 1, 1000), ("key_minutes", 5, 2880)):
        if type(entry[name]) is not int or not least <= entry[name] <= most:
            raise ContentError(f"harus bilangan bulat {least} sampai {most}", [place, name])
    return store(BookRule, {"code": CODE}, {name: entry[name] for name in ("open_days", "key_minutes")})


@reads("guest_books")
def standing_rules(codes: Sequence[str]) -> dict[str, Entry]:
    """The rule as it stands, in the words of a pack."""
    rows = BookRule.objects.filter(code__in=codes) if codes else BookRule.objects.all()
    return {
        row.code: {"code": row.code, "open_days": row.open_days, "key_minutes": row.key_minutes}
        for row in rows
    }


def rule() -> BookRule:
    """The rule in force."""
    return BookRule.objects.filter(code=CODE).first() or FIRST


def end_of(last_day: date) -> date:
    """The last day on which a book can be opened."""
    return last_day + timedelta(days=rule().open_days)
