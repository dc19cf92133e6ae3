"""The ways in: for officers with how many people wait in what is theirs, for everybody to their own numbers."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.ui.navigation import Entry, register
from balai.foundation.accounts.api import within
from balai.services.queues.hours import AFTER, zone
from balai.services.queues.models import Ticket
from balai.services.queues.policies import SERVE, SUPERVISE


def has_queue(actor: Actor) -> bool:
    """True for counter officers and coordinators."""
    return actor.may(SERVE) or actor.may(SUPERVISE)


def waiting_for(actor: Actor) -> "QuerySet[Ticket]":
    """Who waits today in the lines of the actor's agency, or at the places of the actor's unit.

    The day is the database's own: the statement is kept longer than a day.
    """
    mine = (
        within(actor, SERVE, "line__unit")
        | within(actor, SERVE, "line__place__unit")
        | within(actor, SUPERVISE, "line__place__unit")
    )
    since = TruncDate(Now() - AFTER, tzinfo=zone())
    rows: QuerySet[Ticket] = Ticket.objects.filter(Q(mine), state=Ticket.State.WAITING, day__gte=since)
    return rows


def enter() -> None:
    """Add the queue to the workplace's menu, and one's own numbers to that of the account."""
    register(
        Entry(
            _("Antrean"),
            "users",
            "queues:counters",
            order=15,
            shown_to=has_queue,
            waiting=waiting_for,
        ),
        Entry(_("Antrean saya"), "ticket", "queues:mine", room="account", order=13),
    )
