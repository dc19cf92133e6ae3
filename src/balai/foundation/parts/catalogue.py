"""The parts of Balai as data (``parts.yaml``): what each brings, what it needs first, who decides."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml
from django.utils.translation import gettext_lazy as _

Words = dict[str, str]
WINGS = {
    "dasar": _("Dasar"),
    "layanan": _("Pelayanan"),
    "desa": _("Desa"),
    "pemerintahan": _("Pemerintahan"),
    "wilayah": _("Wilayah"),
}


@dataclass(frozen=True)
class Part:
    """A part. ``apps`` are the application labels whose pages it opens; none while it is only planned."""

    code: str
    wing: str
    title: Words
    brings: Words
    needs: list[str]
    effort: Words
    legal: list[str]
    decides: Words
    always: bool = False
    apps: list[str] = field(default_factory=list)

    @property
    def exists(self) -> bool:
        """True when this version of Balai has it."""
        return self.always or bool(self.apps)


@lru_cache(maxsize=1)
def parts() -> dict[str, Part]:
    """All parts by code, in the order of the roadmap."""
    entries = yaml.safe_load(Path(__file__).with_name("parts.yaml").read_text())
    return {entry["code"]: Part(**entry) for entry in entries}


@lru_cache(maxsize=1)
def part_of_app() -> dict[str, str]:
    """The part to which an application label belongs; the foundation's are in none."""
    return {app: part.code for part in parts().values() for app in part.apps}


def part_title(code: str) -> Words:
    """The title of a part in both languages; empty for one that this version does not know."""
    known = parts().get(code)
    return known.title if known else {}


def part_choices() -> list[tuple[str, Words]]:
    """Code and title of every part, in the order of the roadmap."""
    return [(part.code, part.title) for part in parts().values()]
