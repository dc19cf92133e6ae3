"""The texts of the interface: Indonesian in the source, English in each module's ``django.po``.

scripts/texts.py collect   add new texts to the file of their module, with an empty translation
scripts/texts.py check     fail when a text has no complete English translation
scripts/texts.py compile   write the .mo files (GNU gettext is not needed)
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.checkers import checkers
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "balai"
PO = Path("locale", "en", "LC_MESSAGES", "django.po")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
Key = tuple[str, str | None]


def key_of(message: Message) -> Key:
    """The singular text and its context."""
    return (message.id[0] if isinstance(message.id, tuple | list) else message.id), message.context


def extract_template(file: BinaryIO, keywords, comment_tags, options) -> Iterator[tuple]:  # type: ignore[no-untyped-def]
    """Babel's extractor for Django templates: Django turns the page into Python-like text first."""
    from babel.messages.extract import extract_python
    from django.utils.translation.template import templatize

    text = templatize(file.read().decode(), origin=getattr(file, "name", None))
    flat = "\n".join(line.lstrip() for line in text.splitlines())
    yield from extract_python(io.BytesIO(flat.encode()), keywords, comment_tags, options)


def source_files() -> list[Path]:
    """Python files and templates that speak to people; tests and migrations do not."""
    found = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]
    return sorted(path for path in found if not {"tests", "migrations", "data"} & set(path.parts))


def home_of(path: Path) -> Path:
    """The translation file of a source file's module (the nearest folder with ``apps.py``)."""
    for folder in path.parents:
        if (folder / "apps.py").exists() or folder == SOURCE:
            return folder / PO
    raise ValueError(path)


def texts_of(path: Path) -> Iterator[Message]:
    """All texts of one file, with their place."""
    method = "python" if path.suffix == ".py" else extract_template
    with path.open("rb") as file:
        for line, text, _comments, context in extract(method, file, keywords=KEYWORDS):
            place = (path.relative_to(ROOT).as_posix(), line)
            yield Message(text, locations=[place], context=context)


def read(po: Path) -> Catalog:
    if not po.exists():
        return Catalog(
            locale="en", fuzzy=False, header_comment="# English texts. Indonesian is the source.\n#"
        )
    with po.open("rb") as file:
        return read_po(file, locale="en")


def write(po: Path, catalog: Catalog) -> None:
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        write_po(file, catalog, width=110, no_location=True, omit_header=False)


def catalogs() -> dict[Path, Catalog]:
    return {po: read(po) for po in sorted(SOURCE.rglob("*.po"))}


def is_complete(message: Message) -> bool:
    """True when every form is translated and marked as certain."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms) and not message.fuzzy


def missing() -> list[Message]:
    """Texts of the sources without a complete translation anywhere."""
    done = {
        key_of(message)
        for catalog in catalogs().values()
        for message in catalog
        if message.id and is_complete(message)
    }
    seen: dict[Key, Message] = {}
    for path in source_files():
        for message in texts_of(path):
            if key_of(message) not in done:
                seen.setdefault(key_of(message), message)
    return list(seen.values())


def collect() -> int:
    """Add each missing text to the file of its module; tell how many were new."""
    added = 0
    books = catalogs()
    for message in missing():
        po = home_of(ROOT / message.locations[0][0])
        book = books.setdefault(po, read(po))
        if book.get(message.id, message.context) is None:
            book.add(message.id, context=message.context)
            added += 1
            write(po, book)
    print(f"{added} new texts; {len(missing())} without English")
    return 0


def faults_of(catalog: Catalog, message: Message) -> list[str]:
    """What is wrong with a translation: other placeholders than the source, or a broken format."""
    faults = []
    for check in checkers:
        try:
            check(catalog, message)
        except Exception as error:  # noqa: BLE001 - Babel's own class has no public home
            faults.append(str(error))
    source = message.id if isinstance(message.id, str) else " ".join(message.id)
    target = message.string if isinstance(message.string, str) else " ".join(message.string)
    unknown = set(PLACEHOLDER.findall(target)) - set(PLACEHOLDER.findall(source))
    return [*faults, *(f"{word} is not in the source" for word in sorted(unknown))]


def check() -> int:
    """Print every gap and every fault; 1 when there is one."""
    lines = [f"{m.locations[0][0]}:{m.locations[0][1]}: no English for {key_of(m)[0]!r}" for m in missing()]
    for po, catalog in catalogs().items():
        for message in catalog:
            if message.id and is_complete(message):
                place = f"{po.relative_to(ROOT)}: {key_of(message)[0]!r}"
                lines += [f"{place}: {fault}" for fault in faults_of(catalog, message)]
    print("\n".join([*lines, f"{len(lines)} texts to mend"] if lines else ["texts complete"]))
    return 1 if lines else 0


def compile_all() -> int:
    """Write the .mo file beside each .po file, whole or not at all."""
    for po, catalog in catalogs().items():
        draft = po.with_suffix(f".mo.{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalog)
        draft.replace(po.with_suffix(".mo"))
    return 0


def main(words: list[str]) -> int:
    from django.conf import settings

    settings.configure(USE_I18N=True)
    jobs = {"collect": collect, "check": check, "compile": compile_all}
    if len(words) != 1 or words[0] not in jobs:
        print(__doc__, file=sys.stderr)
        return 2
    return jobs[words[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
