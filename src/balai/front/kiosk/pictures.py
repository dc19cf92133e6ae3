"""A picture and a colour for each agency and a picture for each service, for those who do not read."""

from functools import cache
from pathlib import Path

import yaml

COLOURS = 8  # classes kiosk-hue-0 … kiosk-hue-7
AGENCY, SERVICE = "building-2", "file-text"


@cache
def _pictures() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("pictures.yaml").read_text())
    return found


def agency_picture(unit_code: str) -> str:
    """The icon of an agency: ``35.10/dukcapil`` has the one of ``dukcapil``."""
    return _first("agencies", unit_code.rpartition("/")[2], AGENCY)


def service_picture(code: str) -> str:
    """The icon of a service by the words of its code."""
    return _first("services", code, SERVICE)


def _first(kind: str, code: str, otherwise: str) -> str:
    words = f"-{code}-"
    found = (icon for word, icon in _pictures()[kind].items() if f"-{word}-" in words)
    return next(found, otherwise)


def colour_of(letter: str) -> int:
    """The number of the colour of a line; neighbours in the alphabet differ, and so do Z and AA."""
    place = 0
    for sign in letter.upper():
        place = place * 26 + ord(sign) - ord("A") + 1
    return (place - 1) * 3 % COLOURS if letter else 0
