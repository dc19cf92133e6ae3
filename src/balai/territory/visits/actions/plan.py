"""The programme: sessions put, moved and called off; hosts asked and let go; changes told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.core.ids import new_code
from balai.core.ui.words import moment
from balai.territory.visits import events, telling
from balai.territory.visits.access import get_delegation, get_host, get_session, get_site
from balai.territory.visits.actions.noting import note, note_change
from balai.territory.visits.actions.seats import keep_seats
from balai.territory.visits.models import Change, Delegation, Host, Session

SESSION_PREFIX = "SES"
LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class SessionDraft:
    """An item of the programme as it should be."""

    site: str  # code
    starts_at: datetime
    ends_at: datetime
    title: str
    people: int
    topics: Sequence[str] = ()


@transaction.atomic
def put_session(
    actor: Actor, delegation_id: UUID, draft: SessionDraft, session_id: UUID | None = None
) -> Session:
    """Add a session, or bring one to the draft: who receives is asked anew when time or place changed.

    Raises NotVisible, Invalid, Conflict (site full, host taken).
    """
    delegation = _open_delegation(actor, delegation_id)
    site = get_site(actor, draft.site)
    _check(delegation, draft)
    if session_id:
        session = get_session(actor, session_id, to="change", lock=True)
    else:
        session = Session(code=new_code(SESSION_PREFIX), delegation=delegation)
    before = (session.site_id, session.starts_at, session.ends_at)
    session.site, session.title = site, draft.title.strip()
    session.starts_at, session.ends_at = draft.starts_at, draft.ends_at
    session.people, session.topics = min(draft.people, delegation.people), list(draft.topics)
    session.save()
    _follow_days(delegation)
    keep_seats(delegation)
    if session_id and before != (session.site_id, session.starts_at, session.ends_at):
        _ask_again(actor, session)
    note(actor, events.SESSION_PUT, delegation, session, title=session.title)
    note_change(actor, delegation, _in_words(session))
    return session


def _open_delegation(actor: Actor, delegation_id: UUID) -> Delegation:
    delegation = get_delegation(actor, delegation_id, lock=True)
    if delegation.state not in (Delegation.State.ASKED, Delegation.State.PLANNED, Delegation.State.CONFIRMED):
        stands = delegation.get_state_display()
        raise Conflict(_("Acara kunjungan ini tidak dapat diubah: {state}.").format(state=stands))
    return delegation


def _check(delegation: Delegation, draft: SessionDraft) -> None:
    if draft.ends_at <= draft.starts_at:
        raise Invalid(_("Sesi berakhir sesudah dimulai."), {"ends": _("Sesudah jam mulai.")})
    if timezone.localdate(draft.starts_at) != timezone.localdate(draft.ends_at):
        raise Invalid(_("Sesi berakhir pada hari yang sama."), {"ends": _("Pada hari yang sama.")})


def _follow_days(delegation: Delegation) -> None:
    """The days of the visit are those of its sessions."""
    days = [
        timezone.localdate(row.starts_at) for row in Session.objects.standing().filter(delegation=delegation)
    ]
    if days:
        delegation.first_day, delegation.last_day = min(days), max(days)
        delegation.save(update_fields=["first_day", "last_day"])


def _ask_again(actor: Actor, session: Session) -> None:
    """Hosts answered for another time or place; who proposed exactly this time has agreed to it."""
    for host in session.hosts.select_related("unit", "person").exclude(state=Host.State.REFUSED):
        agreed = host.state == Host.State.OTHER and host.offered_at == session.starts_at
        _require_free(host, session)
        host.state, host.offered_at = (Host.State.AGREED if agreed else Host.State.ASKED), None
        if not agreed:
            host.answered_at, host.answered_by = None, ""
        host.save()
        if not agreed:
            telling.tell_host(actor, telling.MOVED, host)


def _in_words(session: Session, is_off: bool = False) -> dict[str, str]:
    """The change as both languages say it."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            sentence = _("dibatalkan: {title}") if is_off else _("{title}: {when}, {site}")
            found[language] = sentence.format(
                title=session.title, when=moment(session.starts_at), site=session.site.title
            )
    return found


@transaction.atomic
def call_off_session(actor: Actor, session_id: UUID) -> None:
    """Take a session out of the programme; its seats are free again. Raises NotVisible, NotAllowed, Conflict."""
    session = get_session(actor, session_id, to="change", lock=True)
    delegation = _open_delegation(actor, session.delegation_id)
    if session.is_off or session.arrivals.exists():
        raise Conflict(_("Sesi ini sudah dibatalkan, atau tamu sudah hadir."))
    session.is_off = True
    session.save(update_fields=["is_off"])
    _follow_days(delegation)
    keep_seats(delegation)
    for host in session.hosts.select_related("unit", "person").exclude(state=Host.State.REFUSED):
        telling.tell_host(actor, telling.CALLED_OFF, host)
    note(actor, events.SESSION_OFF, delegation, session, title=session.title)
    note_change(actor, delegation, _in_words(session, is_off=True))


@transaction.atomic
def ask_host(actor: Actor, session_id: UUID, unit_id: UUID, person_id: UUID | None, task: str) -> Host:
    """Ask a unit, or one of its people, to receive. Raises NotVisible, NotAllowed, Conflict (taken, asked already)."""
    session = get_session(actor, session_id, to="change", lock=True)
    if session.hosts.filter(unit_id=unit_id, person_id=person_id).exists():
        raise Conflict(_("Tuan rumah ini sudah diminta untuk sesi ini."))
    host = Host(session=session, unit_id=unit_id, person_id=person_id, task=task.strip())
    _require_free(host, session)
    host.save()
    telling.tell_host(actor, telling.INVITED, host)
    note(actor, events.HOST_ASKED, session.delegation, session, host=host.name, title=session.title)
    return host


def _require_free(host: Host, session: Session) -> None:
    """A person receives at one session at a time: whoever asks for the same person waits. Raises Conflict."""
    if host.person_id is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"visit host {host.person_id}"]
        )
    other = (
        overlapping(session).filter(hosts__person_id=host.person_id).exclude(hosts__state=Host.State.REFUSED)
    )
    if taken := other.exclude(pk=session.pk).first():
        raise Conflict(
            _("{name} sudah menerima tamu pada waktu itu: {title}, {when}.").format(
                name=host.name, title=taken.title, when=moment(taken.starts_at)
            )
        )


def overlapping(session: Session) -> QuerySet[Session]:
    """Standing sessions at the same time, this one included."""
    return Session.objects.standing().filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at)


@transaction.atomic
def remove_host(actor: Actor, host_id: UUID) -> UUID:
    """Let a host go, who is told; the session's id. Raises NotVisible, NotAllowed."""
    host = get_host(actor, host_id, to="change")
    session = host.session
    telling.tell_host(actor, telling.CALLED_OFF, host)
    note(actor, events.HOST_REMOVED, session.delegation, session, host=host.name, title=session.title)
    host.delete()
    return session.pk


@transaction.atomic
def tell_changes(actor: Actor, delegation_id: UUID) -> int:
    """Tell the delegation and all hosts what was changed since they were told; returns how many changes.

    Each change is told once: whoever presses second finds none left.
    """
    delegation = get_delegation(actor, delegation_id, lock=True)
    changes = list(Change.objects.filter(delegation=delegation, told_at=None))
    if not changes:
        return 0
    Change.objects.filter(pk__in=[change.pk for change in changes]).update(told_at=timezone.now())
    says = {language: "\n".join(f"• {change.says[language]}" for change in changes) for language in LANGUAGES}
    telling.tell_contact(actor, telling.CHANGED, delegation, changes=says)
    telling.tell_hosts_of(actor, delegation, says)
    note(actor, events.CHANGES_TOLD, delegation, count=len(changes))
    return len(changes)


@transaction.atomic
def keep_notes(actor: Actor, delegation_id: UUID, transport: str, lodging: str) -> None:
    """How they travel here and where they sleep. Raises NotVisible."""
    delegation = get_delegation(actor, delegation_id, lock=True)
    delegation.transport, delegation.lodging = transport.strip(), lodging.strip()
    delegation.save(update_fields=["transport", "lodging"])
    note(actor, events.NOTES_SET, delegation)
