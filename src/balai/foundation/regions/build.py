"""Build step: packages the regions of the npm package ``idn-area-data`` into one compressed file.

``python -m balai.foundation.regions.build`` reads ``node_modules/idn-area-data`` and writes
``data/regions.csv.gz``; nothing at run time needs node_modules. It does nothing when that is up to date.
"""

import csv
import gzip
import hashlib
import io
import json
import sys
from pathlib import Path

from balai.foundation.regions.names import proper

PACKAGE = Path(__file__).resolve().parents[4] / "node_modules" / "idn-area-data"
TARGET = Path(__file__).parent / "data" / "regions.csv.gz"
FILES = ("provinces", "regencies", "districts", "villages")
EXPECTED = {"provinces": 38, "regencies": 514, "districts": 7_277, "villages": 83_763}
BANYUWANGI = {"districts": 25, "desa": 189, "kelurahan": 28}
FORMAT = 1


class BuildError(Exception):
    """The source is missing or is not the data that this version was checked against."""


def read_source(package: Path) -> dict[str, list[tuple[str, str]]]:
    """The (code, name) pairs of each level. Raises BuildError when a file is missing."""
    levels = {}
    for level in FILES:
        path = package / "data" / f"{level}.csv"
        if not path.exists():
            raise BuildError(f"{path} is missing: run `npm ci` first")
        with path.open(newline="", encoding="utf-8") as file:
            levels[level] = [(row["code"], row["name"].strip()) for row in csv.DictReader(file)]
    return levels


def check(levels: dict[str, list[tuple[str, str]]]) -> None:
    """Raise BuildError unless the counts of the country and of Banyuwangi are the known ones."""
    counts = {level: len(pairs) for level, pairs in levels.items()}
    if counts != EXPECTED:
        raise BuildError(f"counts {counts} are not {EXPECTED}: another version of idn-area-data?")
    villages = [code for code, _ in levels["villages"] if code.startswith("35.10.")]
    found = {
        "districts": sum(code.startswith("35.10.") for code, _ in levels["districts"]),
        "desa": sum(code[9] == "2" for code in villages),
        "kelurahan": sum(code[9] == "1" for code in villages),
    }
    if found != BANYUWANGI:
        raise BuildError(f"Banyuwangi has {found}, not {BANYUWANGI}")


def stamp(package: Path) -> str:
    """The version of the source and a digest of its files and of this packaging."""
    digest = hashlib.sha256(str(FORMAT).encode())
    for level in FILES:
        digest.update((package / "data" / f"{level}.csv").read_bytes())
    version = json.loads((package / "package.json").read_text())["version"]
    return f"idn-area-data {version} {digest.hexdigest()[:16]}"


def pack(levels: dict[str, list[tuple[str, str]]], header: str) -> bytes:
    """The compressed file: a line with the stamp, then ``code,name``, parents before their children."""
    text = io.StringIO()
    text.write(f"# {header}\n")
    writer = csv.writer(text, lineterminator="\n")
    for level in FILES:
        capitals = level in {"provinces", "regencies"}
        writer.writerows((code, proper(name) if capitals else name) for code, name in levels[level])
    return gzip.compress(text.getvalue().encode(), mtime=0)


def read_stamp(target: Path = TARGET) -> str:
    """The stamp of a packaged file, empty when there is none."""
    if not target.exists():
        return ""
    with gzip.open(target, "rt", encoding="utf-8") as file:
        return file.readline().removeprefix("# ").strip()


def build(package: Path = PACKAGE, target: Path = TARGET) -> bool:
    """Package the regions; False when the file was up to date. Raises BuildError."""
    if not package.exists():
        raise BuildError(f"{package} is missing: run `npm ci` first")
    levels = read_source(package)
    header = stamp(package)
    if read_stamp(target) == header:
        return False
    check(levels)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    draft.write_bytes(pack(levels, header))
    draft.replace(target)
    return True


def main() -> int:
    """Run the build step; 1 with one line on standard error when it cannot."""
    try:
        made = build()
    except BuildError as error:
        print(f"regions: {error}", file=sys.stderr)
        return 1
    print(f"regions: {TARGET.name} {'built' if made else 'is up to date'} ({read_stamp()})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
