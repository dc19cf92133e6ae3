"""A regency reports that it runs a pack of ours: believed by its key, kept until it takes the report back."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict, NotVisible
from balai.core.signed import Forged, Letter, NoLetter, canonical, fingerprint, leads_to, open_letter
from balai.foundation.audit.api import record
from balai.foundation.packs.access import get_adopter
from balai.foundation.packs.events import ADOPTED, ADOPTER_CONFIRMED, ADOPTION_WITHDRAWN
from balai.foundation.packs.hooks import LARGEST_FACTS
from balai.foundation.packs.models import Adopter, Adoption, Release
from balai.foundation.packs.releases import ADOPTION, our_keys
from balai.foundation.packs.shape import is_report
from balai.foundation.packs.wire import json_of
from balai.foundation.regions.api import get_region, regency

KINDS = ("kabupaten", "kota")


class Refused(Exception):
    """The report is not taken; ``status`` is the answer, the text says why in one word."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


@transaction.atomic
def take_report(body: bytes) -> None:
    """Keep the report, or remove what it takes back; the same again changes nothing. Raises Refused."""
    letter = _opened(body)
    facts = letter.document
    name = _adopter_name(facts)
    adopter = _known(letter)
    moment = datetime.fromisoformat(facts["at"]).astimezone(UTC)
    row = Adoption.objects.filter(adopter=adopter, pack=facts["pack"]).first()
    if row and row.told_at > moment:
        raise Refused(409, "outdated")
    if not facts["version"]:
        _remove(row, name)
    else:
        _put(adopter, row, facts, moment)
        record(SYSTEM, ADOPTED, subject=adopter, regency=name, pack=facts["pack"], version=facts["version"])


def _opened(body: bytes) -> Letter:
    try:
        letter = open_letter(json_of(body), ADOPTION)
    except Forged:
        raise Refused(401, "signature") from None
    except (NoLetter, ValueError, RecursionError):
        raise Refused(422, "shape") from None
    facts = letter.document
    if not is_report(facts) or len(canonical(facts.get("facts", {}))) > LARGEST_FACTS:
        raise Refused(422, "shape")
    if facts["to"] not in our_keys():
        raise Refused(403, "addressee")
    if facts["version"] and not Release.objects.filter(name=facts["pack"], version=facts["version"]).exists():
        raise Refused(404, "release")
    return letter


def _adopter_name(facts: Mapping[str, Any]) -> str:
    try:
        place = get_region(facts["regency"])
    except NotVisible:
        raise Refused(422, "regency") from None
    if place.kind not in KINDS or place.code == regency().code:
        raise Refused(422, "regency")
    return place.title


def _known(letter: Letter) -> Adopter:
    """The regency of the report: its first key is kept, a later one must follow it."""
    code = letter.document["regency"]
    row, is_new = Adopter.objects.select_for_update().get_or_create(
        region_code=code, defaults={"key": letter.key}
    )
    if not is_new and not leads_to(row.key, letter.key, letter.document["succession"]):
        raise Refused(403, "key")
    if row.key != letter.key:
        row.key = letter.key
        row.save(update_fields=["key"])
    return row


def _put(adopter: Adopter, row: Adoption | None, facts: Mapping[str, Any], moment: datetime) -> None:
    row = row or Adoption(adopter=adopter, pack=facts["pack"])
    row.version, row.told_at = facts["version"], moment
    row.installed_on = date.fromisoformat(facts["installed_on"])
    row.facts = facts.get("facts", {})
    row.save()


def _remove(row: Adoption | None, name: str) -> None:
    if row is None:
        return
    record(SYSTEM, ADOPTION_WITHDRAWN, subject=row.adopter, regency=name, pack=row.pack)
    row.delete()


@transaction.atomic
def confirm_adopter(actor: Actor, adopter_id: UUID) -> None:
    """Note that the regency itself confirmed its key by telephone. Raises NotAllowed, NotVisible, Conflict."""
    row = get_adopter(actor, adopter_id)
    if row.confirmed_at:
        raise Conflict(_("Sidik pemakai ini sudah dicocokkan."))
    row.confirmed_by, row.confirmed_at = actor.name, timezone.now()
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    place = get_region(row.region_code)
    record(actor, ADOPTER_CONFIRMED, subject=row, regency=place.title, digits=fingerprint(row.key))
