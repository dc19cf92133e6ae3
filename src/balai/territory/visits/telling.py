"""What guests and hosts are told: mail to the delegation's contact, notices to those who receive."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.api import workers_of
from balai.foundation.notices import api as notices
from balai.territory.visits.access import follow_token
from balai.territory.visits.models import Delegation, Host, Session
from balai.territory.visits.models.delegation import HOST, MANAGE

_GUESTS = frozenset({"code"})
_HOSTS = frozenset({"title", "origin", "people", "when", "site"})
_DUTY = _("Anda menerima surel ini karena memohon kunjungan; lewat surel inilah kunjungan diatur.")
_HOST_DUTY = _("Tanpa kabar ini tamu dapat datang tanpa ada yang menerima.")


def _guests(code: str, name: Any, more: tuple[str, ...] = ()) -> notices.Kind:
    return notices.declare(notices.Kind(code, name, "citizen", _GUESTS | set(more), duty=_DUTY))


def _hosts(code: str, name: Any, more: tuple[str, ...] = ()) -> notices.Kind:
    facts = _HOSTS | set(more)
    return notices.declare(notices.Kind(code, name, "officer", facts, duty=_HOST_DUTY, spares_actor=True))


RECEIVED = _guests("visits.received", _("Permohonan kunjungan diterima"))
CONFIRMED = _guests("visits.confirmed", _("Kunjungan terkonfirmasi"), ("days",))
POSTPONED = _guests("visits.postponed", _("Kunjungan ditunda"), ("reason",))
DECLINED = _guests("visits.declined", _("Kunjungan tidak dapat diterima"), ("reason",))
WITHDRAWN = _guests("visits.withdrawn", _("Kunjungan dibatalkan"), ("reason",))
CHANGED = _guests("visits.changed", _("Acara kunjungan berubah"), ("changes",))
INVITED = _hosts("visits.invited", _("Diminta menerima tamu"))
MOVED = _hosts("visits.moved", _("Sesi penerimaan tamu berpindah"))
CALLED_OFF = _hosts("visits.called_off", _("Sesi penerimaan tamu dibatalkan"))
ANSWERED = _hosts("visits.host_answered", _("Tuan rumah menjawab"), ("host", "answer"))
QUESTION = _hosts("visits.question", _("Tamu bertanya"), ("unit",))
PROGRAMME = notices.declare(
    notices.Kind(
        "visits.programme", _("Acara tamu berubah"), "officer", frozenset({"origin", "changes"}),
        duty=_HOST_DUTY, spares_actor=True,
    )
)  # fmt: skip
GIVEN_UP = notices.declare(
    notices.Kind(
        "visits.given_up", _("Tamu membatalkan kunjungan"), "officer", frozenset({"code", "origin", "reason"})
    )
)


def contact_of(delegation: Delegation) -> notices.Outsider | None:
    """Whom the house writes to; None where nobody is known (visits of before)."""
    if not delegation.contact_email:
        return None
    return notices.Outsider(delegation.contact_name, delegation.contact_email, delegation.language)


def tell_contact(actor: Actor, kind: notices.Kind, delegation: Delegation, **more: Any) -> None:
    """Mail to the delegation with the address to follow the visit, in the transaction of the change."""
    contact = contact_of(delegation)
    if contact:
        link = reverse("visits:follow", args=[follow_token(delegation)])
        facts = {"code": delegation.code, **more}
        notices.notify_outside(actor, notices.Message(kind.code, delegation, facts, link), contact)


def tell_host(actor: Actor, kind: notices.Kind, host: Host, **more: Any) -> None:
    """A notice to the person who receives, or to everybody who receives for the unit."""
    _tell(actor, kind, host.session, _people_of(host), **more)


def _people_of(host: Host) -> set[Any]:
    if host.person_id:
        return {host.person_id}
    return {person.id for person in workers_of(host.unit_id, HOST)}


def _tell(actor: Actor, kind: notices.Kind, session: Session, people: set[Any], **more: Any) -> None:
    delegation = session.delegation
    facts = {
        "title": session.title,
        "origin": delegation.origin_name,
        "people": session.people,
        "when": session.starts_at,
        "site": session.site.name,
        **more,
    }
    link = reverse("visits:session", args=[session.pk])
    notices.notify_each(actor, notices.Message(kind.code, session, facts, link), people)


def tell_coordinators(actor: Actor, host: Host) -> None:
    """What a host answered, to those who coordinate."""
    session = host.session
    _tell(
        actor,
        ANSWERED,
        session,
        _coordinators(session.delegation),
        host=host.name,
        answer=host.get_state_display(),
    )


def _coordinators(delegation: Delegation) -> set[Any]:
    return {person.id for person in workers_of(delegation.unit_id, MANAGE)}


def tell_question(session: Session, unit: str) -> None:
    """A unit asked something, to those who receive at the session."""
    people = set().union(*(_people_of(host) for host in _hosts_of([session])))
    _tell(SYSTEM, QUESTION, session, people or _coordinators(session.delegation), unit=unit)


def _hosts_of(sessions: list[Session]) -> list[Host]:
    rows = Host.objects.filter(session__in=sessions).exclude(state=Host.State.REFUSED)
    return list(rows.select_related("unit", "person", "session__site", "session__delegation"))


def tell_hosts_of(actor: Actor, delegation: Delegation, changes: dict[str, str]) -> None:
    """What was changed, once to everybody who receives this delegation."""
    hosts = _hosts_of(list(delegation.sessions.filter(is_off=False)))
    people = set().union(*(_people_of(host) for host in hosts))
    facts = {"origin": delegation.origin_name, "changes": changes}
    link = reverse("visits:hosting")
    notices.notify_each(actor, notices.Message(PROGRAMME.code, delegation, facts, link), people)


def release_hosts(actor: Actor, delegation: Delegation) -> None:
    """Everybody who was to receive is free again."""
    for host in _hosts_of(list(delegation.sessions.filter(is_off=False))):
        tell_host(actor, CALLED_OFF, host)


def tell_withdrawn(delegation: Delegation) -> None:
    """The guests called it off, to those who coordinate."""
    facts = {"code": delegation.code, "origin": delegation.origin_name, "reason": delegation.reason}
    link = reverse("visits:delegation", args=[delegation.pk])
    message = notices.Message(GIVEN_UP.code, delegation, facts, link)
    notices.notify_each(SYSTEM, message, _coordinators(delegation))
