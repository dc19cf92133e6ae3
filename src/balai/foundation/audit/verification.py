"""Reading the whole chain again: which entry was changed, is missing, was moved or came in by the back door.

One seal is held in memory at a time; what runs through the whole chain are counters.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from balai.foundation.audit.chain import BEGINNING, Leaf, digest_of, entry_model, leaves_of, root_of, unpacked
from balai.foundation.audit.models import Event, Seal, Unsealed
from balai.foundation.audit.models.seal import ENTRY_KINDS

AT_ONCE = 4  # seals fetched at a time
NAMED = 100  # findings that are named one by one; more are counted


@dataclass(frozen=True)
class Finding:
    """What is wrong: ``fault`` is one of changed, missing, moved, unknown, seal, gap, cut, key; with seal and entry."""

    fault: str
    seal: int
    kind: str = ""
    entry: str = ""

    @property
    def sentence(self) -> str:
        """The finding in words."""
        return SENTENCES[self.fault]() % asdict(self)


SENTENCES = {
    "changed": lambda: _("Segel %(seal)s: catatan %(entry)s diubah."),
    "missing": lambda: _("Segel %(seal)s: catatan %(entry)s hilang."),
    "moved": lambda: _("Segel %(seal)s: catatan %(entry)s bertukar tempat."),
    "unknown": lambda: _("Catatan %(entry)s tidak pernah disegel dan tidak menunggu segel."),
    "seal": lambda: _("Segel %(seal)s sendiri diubah."),
    "gap": lambda: _("Segel %(seal)s hilang."),
    "cut": lambda: _("Rantai terpotong: kepala yang ditandatangani menyebut segel %(seal)s."),
    "key": lambda: _("Kepala segel %(seal)s tidak ditandatangani dengan kunci instalasi ini."),
}


@dataclass
class Result:
    """What a verification went through and found."""

    seals: int = 0
    entries: int = 0
    unsealed: int = 0
    retired_up_to: int = 0
    findings: list[Finding] = field(default_factory=list)
    hidden: int = 0  # findings beyond those that are named

    @property
    def faults(self) -> int:
        """How many findings there are."""
        return len(self.findings) + self.hidden

    def note(self, findings: Iterable[Finding]) -> None:
        """Keep the findings, the first ones by name."""
        for finding in findings:
            if len(self.findings) < NAMED:
                self.findings.append(finding)
            else:
                self.hidden += 1


def walk(result: Result) -> None:
    """Verify all seals against each other and against the entries that stand in the tables now."""
    found: Counter[str] = Counter()
    result.retired_up_to = retired_up_to()
    number, previous = 0, BEGINNING
    for seal in Seal.objects.order_by("number").iterator(chunk_size=AT_ONCE):
        result.note(Finding("gap", missing) for missing in range(number + 1, seal.number))
        if not _is_sound(seal, previous if seal.number == number + 1 else seal.previous):
            result.note([Finding("seal", seal.number)])
        number, previous = seal.number, seal.digest
        result.seals += 1
        result.entries += seal.count
        if seal.number > result.retired_up_to:
            result.note(_compare(seal, found))
    result.note(_unknown(found))
    result.unsealed = Unsealed.objects.count()


def retired_up_to() -> int:
    """The last seal whose entries were removed at the end of their time; that removal is an event."""
    retired = Event.objects.filter(name="audit.retired").order_by("-id").values_list("facts__seal", flat=True)
    return retired.first() or 0


def _is_sound(seal: Seal, previous: str) -> bool:
    leaves = list(unpacked(seal.leaves))
    in_order = all(one.id < other.id for one, other in zip(leaves, leaves[1:], strict=False))
    whole = seal.root == root_of(seal.leaves) and seal.digest == digest_of(seal)
    return whole and in_order and seal.previous == previous and seal.count == len(leaves)


def _compare(seal: Seal, found: Counter[str]) -> Iterator[Finding]:
    by_kind: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in unpacked(seal.leaves):
        by_kind[leaf.kind].append(leaf)
    for kind, leaves in by_kind.items():
        if kind in ENTRY_KINDS:
            now = leaves_of(kind, [leaf.id for leaf in leaves])
            found[kind] += len(now)
            yield from _differences(seal.number, leaves, now)


def _differences(number: int, sealed: list[Leaf], now: dict[UUID, Leaf]) -> Iterator[Finding]:
    digests = {leaf.digest for leaf in sealed}
    for leaf in sealed:
        there = now.get(leaf.id)
        if there is None:
            yield Finding("missing", number, leaf.kind, str(leaf.id))
        elif there.digest != leaf.digest:
            fault = "moved" if there.digest in digests else "changed"
            yield Finding(fault, number, leaf.kind, str(leaf.id))


def _unknown(found: Counter[str]) -> Iterator[Finding]:
    """Entries that stand in a table but in no seal and not in the queue. Looked for only where the numbers differ."""
    for kind in ENTRY_KINDS:
        waiting = Unsealed.objects.filter(kind=kind, pk__in=entry_model(kind)._default_manager.values("pk"))
        if entry_model(kind)._default_manager.count() > found[kind] + waiting.count():
            yield from (Finding("unknown", 0, kind, str(entry)) for entry in _strangers(kind))


def _strangers(kind: str) -> list[UUID]:
    """The ids that no seal holds, found by the database on its own disk."""
    table = entry_model(kind)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE audit_known (id uuid) ON COMMIT DROP")
        cursor.execute(
            """INSERT INTO audit_known SELECT encode(substr(leaves, place * 49 + 2, 16), 'hex')::uuid
               FROM audit_seal, generate_series(0, count - 1) AS place
               WHERE substr(leaves, place * 49 + 1, 1) = convert_to(%s, 'UTF8')""",
            [kind],
        )
        cursor.execute("ANALYZE audit_known")
        cursor.execute(
            f"""SELECT id FROM {table} AS entry
                WHERE NOT EXISTS (SELECT FROM audit_known WHERE audit_known.id = entry.id)
                  AND NOT EXISTS (SELECT FROM audit_unsealed WHERE audit_unsealed.id = entry.id)
                ORDER BY id LIMIT %s""",  # noqa: S608 - the name of a table of ours
            [NAMED + 1],
        )
        strangers = [row[0] for row in cursor.fetchall()]
        cursor.execute("DROP TABLE audit_known")
    return strangers
