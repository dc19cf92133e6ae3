"""(f) Backup and restore: sealed, with files and read back, against pg_dump and pg_restore alone."""

from collections.abc import Iterator

from bench.house import apart
from bench.table import Line


def measure(database_url: str, rows: int) -> Iterator[Line]:
    """Both ways, each beside PostgreSQL's own tool on the same database, in one process."""
    found = apart("bench.saving", rows, database_url=database_url)
    for way, tool in (("backup", "pg_dump"), ("restore", "pg_restore")):
        ours, floor = found["size"] / found[way], found["database"] / found[tool]
        yield Line(
            f"{way} of {found['size']:.0f} MB",
            f"{ours:.1f} MB/s, {found[way]:.1f} s",
            f"{floor:.1f} MB/s, {found[tool]:.1f} s ({tool})",
            ours / floor,
        )
