"""Read a catalogue that is followed: keep it when it is believed, else keep why not; tell of newer versions."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.signed import Letter
from balai.foundation.accounts.api import workers_of
from balai.foundation.audit.api import record
from balai.foundation.notices.api import Message, notify_each
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.packs.events import CATALOGUE_REFUSED, KEY_FOLLOWED
from balai.foundation.packs.following import require_believable, versions_of
from balai.foundation.packs.models import Publisher
from balai.foundation.packs.policies import MANAGE
from balai.foundation.packs.publishers import OfferedPack, catalogue_from
from balai.foundation.packs.telling import NEWER
from balai.foundation.packs.troubles import told_of
from balai.foundation.packs.wire import Trouble, read_catalogue
from balai.foundation.regions.api import regency

State = Publisher.State


def read_publisher(publisher_id: UUID) -> bool:
    """Ask outside of any transaction, then keep what came. True when it was believed."""
    row = Publisher.objects.filter(pk=publisher_id).exclude(state=State.ENDED).first()
    if row is None:
        return False
    try:
        letter = read_catalogue(row.address)
        _keep(row.pk, letter)
    except Trouble as trouble:
        _note(row.pk, trouble)
        return False
    return True


@transaction.atomic
def _keep(publisher_id: UUID, letter: Letter) -> None:
    row = Publisher.objects.select_for_update().get(pk=publisher_id)
    require_believable(row, letter)
    newer = _newer(row, letter)
    if row.key and row.key != letter.key:
        record(SYSTEM, KEY_FOLLOWED, subject=row, publisher=row.label)
    row.document, row.key, row.new_key = letter.document, letter.key, ""
    row.region_code, row.name = letter.document["regency"]["code"], letter.document["regency"]["name"]
    row.state = State.WAITING if row.state == State.NEW else row.state
    row.read_at = row.tried_at = timezone.now()
    row.asked_at, row.trouble, row.detail = None, "", ""
    row.save()
    for pack in newer:
        _tell(row, pack)


def _newer(row: Publisher, letter: Letter) -> list[OfferedPack]:
    """What stands here and is offered in a higher version for the first time."""
    known = versions_of(row.document)
    packs = catalogue_from(letter.document).packs if row.state == State.FOLLOWED else ()
    return [
        pack for pack in packs if pack.standing == "newer" and (pack.name, pack.newest.version) not in known
    ]


def _tell(row: Publisher, pack: OfferedPack) -> None:
    people = [person.id for person in workers_of(unit_by_code(regency().code).id, MANAGE)]
    facts = {
        "publisher": row.name,
        "pack": pack.title,
        "version": pack.newest.version,
        "installed": pack.installed,
    }
    notify_each(SYSTEM, Message(NEWER.code, row, facts, reverse("packs:publisher", args=[row.pk])), people)


@transaction.atomic
def _note(publisher_id: UUID, trouble: Trouble) -> None:
    """What was believed before stays; the trouble stands beside it. Only one that alarms is an event."""
    row = Publisher.objects.select_for_update().get(pk=publisher_id)
    told = told_of(trouble.code)
    if told.is_alarm and row.trouble != trouble.code:
        record(SYSTEM, CATALOGUE_REFUSED, subject=row, publisher=row.label, reason=str(told.title))
    row.trouble, row.detail, row.new_key = trouble.code, trouble.detail[:240], trouble.key
    row.tried_at, row.asked_at = timezone.now(), None
    row.save()
