"""docs/benchmarks.md: one section a step, each with the day and the machine on which it was measured."""

import os
import platform
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench.house import ROOT
from bench.table import Line, markdown

PAPER = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench`, or step by step by `python -m bench --only STEP`. Each figure stands beside a floor of the
same run on the same machine, since figures of different machines cannot be compared. Load generator, server and
database share the cores.
"""
# step: heading, and what was done
STEPS = {
    "pages": (
        "Pages",
        "Eight keep-alive connections. The floor is a bare Django page with one query and twenty rows on the same "
        "server (Granian, same workers and threads) and database. *Cached* is what a visitor gets; *uncached* asks "
        "for an address that was never asked for.",
    ),
    "applications": (
        "Applications",
        "The last step of the form, over HTTP, from press to redirect.",
    ),
    "documents": (
        "Documents",
        "Number, PDF/A, signature and event in one transaction, against Typst and pyHanko alone.",
    ),
    "mall": (
        "A day of the mall",
        "Kiosks give numbers, officers call, start and finish over HTTP, displays and phones follow by streams; four "
        "of ten visitors come in the first sixth of the day, which is pressed into eight minutes. Nobody may be lost "
        "or served twice, numbers follow each other.",
    ),
    "numbers": (
        "Numbers alone",
        "Tickets given over HTTP beside a bare view on the same server that sends the same statements.",
    ),
    "notices": (
        "Notices",
        "Told each in a transaction of its own; claimed, written, sent over SMTP and marked one by one, against "
        "smtplib alone with letters ready made, to the same stand-in mail server.",
    ),
    "audit": (
        "Trail",
        "One application from the draft to the signed letter, told and rolled back, beside the same without events "
        "and journal; then events made by the database, sealed in batches and verified in one walk.",
    ),
    "deciding": (
        "Submit, decide, issue",
        "Whole requests one after the other in one process, from the request to the commit, beside a bare view that "
        "sends the same statements; it neither reads a form nor prints and signs a letter.",
    ),
    "backup": (
        "Backup",
        "The demo's database with a table of a million rows and 2,000 stored files: dumped, sealed, read back from "
        "the disk; restored into an empty database with the comparison of all rows. Beside it pg_dump and pg_restore "
        "of the database alone, with the same compression, sealing and checking nothing and without the files. MB of "
        "content before compression.",
    ),
    "packs": (
        "Packs",
        "Services with form, procedure and letter each, in one transaction that is taken back; then a newer version "
        "with every twentieth service adapted here. The floor is the modules installing the same entries, read "
        "before.",
    ),
    "inbox": (
        "Inbox",
        "Cases over all villages and agencies of the regency, with the tasks of their steps, written past the "
        "triggers. Sixteen clients ask in turn for the plain list, one narrowed by service, deadline and channel, a "
        "search by two words, and what waits for others (the inspectorate: the list of all cases). Everybody is "
        "signed in, nothing is cached.",
    ),
    "catalogue": (
        "Searching while typing",
        "250 services, sixteen people who type six searches letter by letter; nothing is cached.",
    ),
    "replication": (
        "Visits and agreements",
        "Of years, from every regency, written past the triggers; eight clients ask in turn for the lists, the map "
        "and the searches.",
    ),
}
SECTION = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)


def keep(step: str, lines: Iterable[Line], path: Path = PAPER) -> None:
    """Put the figures of a step in the place of its earlier ones; what else was measured stays."""
    kept = sections(path.read_text() if path.exists() else "")
    title, words = STEPS[step]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    kept[title] = f"{words}\n\nMeasured {datetime.now(UTC):%d %B %Y} on {machine}.\n\n{markdown(lines)}\n"
    known = [title for title, _words in STEPS.values() if title in kept]
    path.write_text("\n".join([HEAD, *(f"## {title}\n\n{kept[title]}" for title in known)]))


def sections(text: str) -> dict[str, str]:
    """The sections of the page by their headings."""
    _head, *parts = SECTION.split(text)
    return {title: body.strip() + "\n" for title, body in zip(parts[::2], parts[1::2], strict=True)}
