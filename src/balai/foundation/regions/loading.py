"""Loads the packaged regions into the database by COPY."""

import csv
import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from balai.core.errors import Invalid
from balai.foundation.regions.build import TARGET
from balai.foundation.regions.names import normal, short, words

Progress = Callable[[str], None]
VILLAGE_KINDS = {"1": "kelurahan", "2": "desa", "3": "desa_adat"}
COLUMNS = ("code", "name", "kind", "parent_id", "search_name", "search")


@dataclass(frozen=True)
class Place:
    """One line of the packaged list."""

    code: str
    name: str

    @property
    def level(self) -> int:
        return self.code.count(".") + 1

    @property
    def parent(self) -> str | None:
        return self.code.rpartition(".")[0] or None

    @property
    def kind(self) -> str:
        """Villages say it by the first digit of their last block, regencies by the first word of the name."""
        if self.level == 4:
            return VILLAGE_KINDS[self.code.rpartition(".")[2][0]]
        if self.level == 2:
            return "kota" if self.name.startswith("Kota ") else "kabupaten"
        return "provinsi" if self.level == 1 else "kecamatan"


def read_places(source: Path = TARGET) -> list[Place]:
    """The packaged list, parents before children. Raises Invalid when it was not built."""
    if not source.exists():
        raise Invalid("Data wilayah belum disiapkan. Jalankan: python -m balai.foundation.regions.build")
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        file.readline()
        return [Place(code, name) for code, name in csv.reader(file)]


def vector(*names: str) -> str:
    """A text search vector in its literal form; the first name weighs A, the next B, then C."""
    found: dict[str, str] = {}
    for weight, name in zip("ABC", names, strict=False):
        for word in words(name):
            found.setdefault(word, weight)
    return " ".join(f"'{word}':{place}{weight}" for place, (word, weight) in enumerate(found.items(), 1))


def rows(places: list[Place]) -> Iterator[tuple[object, ...]]:
    """The database rows of the places."""
    names = {place.code: place.name for place in places}
    for place in places:
        above = [names[place.parent]] if place.parent and place.level > 2 else []
        if place.level == 4:
            above.append(short(names[place.code[:5]]))
        text = vector(place.name, *above)
        yield place.code, place.name, place.kind, place.parent, normal(place.name), text


@transaction.atomic
def load(places: list[Place]) -> int:
    """Bring the table to the list in one transaction; returns how many rows were added or changed.

    Places that left the list stay (other rows point at them) and are marked as no longer current.
    """
    names = ", ".join(COLUMNS)
    changes = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[1:])
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE new_region ON COMMIT DROP AS SELECT {names} FROM regions_region LIMIT 0"  # noqa: S608
        )
        with cursor.copy(f"COPY new_region ({names}) FROM STDIN") as copy:
            for row in rows(places):
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO regions_region AS old ({names}, is_current) SELECT {names}, true FROM new_region"  # noqa: S608
            f" ON CONFLICT (code) DO UPDATE SET {changes}, is_current = true"
            " WHERE (old.name, old.kind, old.search, old.is_current)"
            " IS DISTINCT FROM (excluded.name, excluded.kind, excluded.search, true)"
        )
        changed: int = cursor.rowcount
        cursor.execute(
            "UPDATE regions_region SET is_current = false WHERE is_current"
            " AND code NOT IN (SELECT code FROM new_region)"
        )
        cursor.execute("DROP TABLE new_region")
        cursor.execute("ANALYZE regions_region")
    return changed
