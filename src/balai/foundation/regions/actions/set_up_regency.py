"""Sets up the regency that this installation serves."""

import csv
import difflib
import re
from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM
from balai.core.errors import Conflict, Invalid
from balai.foundation.audit.api import record
from balai.foundation.regions.build import read_stamp
from balai.foundation.regions.events import REGENCY_SET_UP
from balai.foundation.regions.loading import Place, Progress, load, read_places
from balai.foundation.regions.models import Regency
from balai.foundation.regions.names import normal, short

ZONES = Path(__file__).parents[1] / "zones.csv"


@transaction.atomic
def set_up_regency(code: str, progress: Progress = lambda line: None) -> bool:
    """Load the national list of regions once and store the regency; False when all of it stood already.

    Raises Invalid with a suggestion for a code that is no regency or city, Conflict when this
    installation already serves another one.
    """
    source = read_stamp()
    standing = Regency.objects.first()
    if standing and standing.region_id == code and standing.source == source:
        return False
    if standing and standing.region_id != code:
        raise Conflict(_("Instalasi ini sudah melayani wilayah {code}.").format(code=standing.region_id))
    places = read_places()
    place = find_regency(code, places)
    progress(_("Memuat {count} wilayah Indonesia …").format(count=f"{len(places):,}".replace(",", ".")))
    load(places)
    facts = {"timezone": zone_of(place.code), "source": source}
    regency, _created = Regency.objects.update_or_create(region_id=place.code, defaults=facts)
    record(SYSTEM, REGENCY_SET_UP, subject=regency, region_code=place.code, regency=place.name, source=source)
    progress(_("{name} ({code}) siap.").format(name=place.name, code=place.code))
    return True


def find_regency(code: str, places: Sequence[Place]) -> Place:
    """The regency or city with the code. Raises Invalid with one sentence that names close ones."""
    regencies = [place for place in places if place.level == 2]
    for place in regencies:
        if place.code == code:
            return place
    close = close_regencies(code, regencies)
    message = _("Kode wilayah “{code}” bukan kabupaten atau kota.").format(code=code)
    if close:
        names = ", ".join(f"{place.code} ({place.name})" for place in close)
        message += " " + _("Mungkin maksud Anda {names}?").format(names=names)
    raise Invalid(message, {"code": message})


def close_regencies(text: str, regencies: Sequence[Place]) -> list[Place]:
    """Up to three regencies that the text may mean: by name, by digits, or by a slip of the pen."""
    digits = re.sub(r"\D", "", text)
    if not digits:
        by_name = {normal(short(place.name)): place for place in regencies}
        wanted = normal(short(text.strip().capitalize()))
        return [by_name[name] for name in difflib.get_close_matches(wanted, by_name, 3, 0.75)]
    exact = [place for place in regencies if place.code.replace(".", "") == digits[:4]]
    by_code = {place.code: place for place in regencies}
    return exact or [by_code[found] for found in difflib.get_close_matches(text, by_code, 3, 0.8)]


def zone_of(code: str) -> str:
    """The name of the time zone of a place, from its province (``zones.csv`` names the source)."""
    with ZONES.open(newline="", encoding="utf-8") as file:
        zones = {row["province"]: row["zone"] for row in csv.DictReader(file)}
    return zones[code[:2]]
