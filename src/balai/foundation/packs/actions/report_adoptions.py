"""Tell a publisher which of its packs run here, as far as the regency allows it; and take it back when it does not."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils import timezone

from balai.core.signed import canonical
from balai.foundation.packs.following import versions_of
from balai.foundation.packs.hooks import facts_of
from balai.foundation.packs.models import InstalledPack, Publisher
from balai.foundation.packs.releases import FORMAT, signed_report
from balai.foundation.packs.wire import Trouble, send_report
from balai.foundation.regions.api import regency, zone

GONE = ""  # the version of a report that takes the earlier one back


def report_adoptions(publisher_id: UUID) -> int:
    """Send what the publisher does not know yet; how many reports it took. What it does not take is tried again.

    One that is followed no more is told only what takes earlier reports back.
    """
    row = Publisher.objects.get(pk=publisher_id)
    return sum(_bring_up_to_date(row, pack) for pack in InstalledPack.objects.filter(publisher=row))


def _bring_up_to_date(row: Publisher, pack: InstalledPack) -> bool:
    facts = _facts(row, pack)
    told = sha256(canonical(facts)).hexdigest() if facts else ""
    if told == pack.told:
        return False
    report = {
        **(facts or _withdrawn(pack)),
        "format": FORMAT,
        "to": row.key,
        "regency": regency().code,
        "at": timezone.now().isoformat(timespec="seconds"),
    }
    try:
        send_report(row.address, signed_report(report))
    except Trouble:
        return False
    InstalledPack.objects.filter(pk=pack.pk).update(told=told)
    return True


def _facts(row: Publisher, pack: InstalledPack) -> dict[str, Any]:
    """What the publisher should know of the pack; nothing where it may not, or where the version is not its own."""
    if not row.shares_adoptions or (pack.name, pack.version) not in versions_of(row.document):
        return {}
    day = pack.installed_at.astimezone(zone()).date().isoformat()
    return {"pack": pack.name, "version": pack.version, "installed_on": day, "facts": facts_of(pack.name)}


def _withdrawn(pack: InstalledPack) -> dict[str, Any]:
    day = pack.installed_at.astimezone(zone()).date().isoformat()
    return {"pack": pack.name, "version": GONE, "installed_on": day}
