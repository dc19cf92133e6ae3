"""The inspectorate is watched as well: each search, each look and each export is an event."""

from django.contrib.auth import get_user_model
from django.db import models

from balai.core.actor import Actor
from balai.foundation.audit import api, events
from balai.foundation.audit.lines import line_of
from balai.foundation.audit.models import Change, Event, Head, PersonalRead
from balai.foundation.audit.selectors import person_of


def note_search(actor: Actor, filters: str) -> None:
    """Somebody went through the trail."""
    api.record(actor, events.SEARCHED, subject=_self(actor), filters=filters)


def note_timeline(actor: Actor, thing: str) -> None:
    """Somebody looked at everything about one subject."""
    api.record(actor, events.LOOKED, subject=_self(actor), entry=thing)


def note_look(actor: Actor, entry: Event | Change | PersonalRead) -> None:
    """Somebody opened an entry; what a row of a person was and became is a read of personal data."""
    api.record(actor, events.LOOKED, subject=entry, entry=line_of(entry).sentence)
    if isinstance(entry, Change) and (person_id := person_of(entry)):
        why = "pemeriksaan inspektorat"
        api.log_read(actor, subject=entry, what="audit_change", why=why, person_id=person_id)


def note_export(actor: Actor, count: int, form: str, filters: str) -> None:
    """Somebody took entries away as a file."""
    api.record(actor, events.EXPORTED, subject=_self(actor), count=count, form=form, filters=filters)


def note_download(actor: Actor, head: Head) -> None:
    """Somebody took a signed head away."""
    api.record(actor, events.HEAD_DOWNLOADED, subject=head, seal=head.seal)


def note_request(actor: Actor) -> None:
    """Somebody asked for a verification."""
    api.record(actor, events.VERIFICATION_ASKED, subject=_self(actor))


def _self(actor: Actor) -> models.Model:
    return get_user_model()(pk=actor.user_id)
