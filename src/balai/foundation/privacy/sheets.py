"""Own data as a sheet of paper."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from balai.core.ui.words import moment
from balai.foundation.audit.api import ReadCard
from balai.foundation.documents.api import print_sheet
from balai.foundation.privacy.holdings import Holdings, Section
from balai.foundation.regions.api import regency

RIGHTS = gettext_noop(
    "Anda berhak meminta perbaikan, penghapusan atau pembatasan. Jawabannya datang paling lama 3 x 24 jam."
)
SOURCE = Path(__file__).with_name("typst") / "data-saya.typ"


def sheet_of(held: Holdings) -> bytes:
    """Everything that is held, as PDF/A in the reader's language. Raises Invalid when it cannot be printed."""
    return print_sheet(SOURCE, data_of(held))


def data_of(held: Holdings) -> dict[str, Any]:
    """What the sheet is given."""
    home = regency().name
    return {
        "language": (get_language() or "id")[:2],
        "regency": home,
        "title": _("Data saya"),
        "name": held.name,
        "made": _("Dibuat %(when)s oleh pemiliknya. Nomor identitas hanya tampak empat angka terakhirnya.")
        % {"when": moment(held.made_at)},
        "source": _("Asal:"),
        "sections": [_section(section) for section in held.sections],
        "readers": _("Siapa yang melihat data Anda"),
        "nobody": _("Belum ada yang melihat nomor atau isian Anda."),
        "reads": [_read(read) for read in held.reads],
        "refused": _("ditolak"),
        "rights": _(RIGHTS),
        "page": _("Halaman"),
    }


def _section(section: Section) -> dict[str, Any]:
    since = f", {moment(section.since)}" if section.since else ""
    facts = [[fact.label, fact.value] for fact in section.facts if fact.value]
    return {"title": section.title, "source": section.source + since, "facts": facts}


def _read(read: ReadCard) -> dict[str, Any]:
    who = ", ".join(filter(None, (read.actor_name, read.standing)))
    return {"when": moment(read.when), "who": who, "why": read.why, "allowed": read.allowed}
