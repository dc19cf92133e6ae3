"""The same kinds of things once more, in the hands of the other citizen and the operator of the other village.

Whatever they can send about their own things they send about those of their neighbours.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils import timezone

from balai.foundation.accounts.testing import actor_of
from balai.foundation.cases.actions.save_view import ViewWish, save_view
from balai.foundation.cases.models import Case, Delegation, Task
from balai.foundation.forms.models import Attachment
from balai.foundation.organizations import api as organizations
from balai.foundation.tokens.api import NewToken, create_token
from balai.services.appointments.models import Booking
from balai.services.payments.models import Bill
from tests import world as houses
from tests.access.conftest import Cast
from tests.paper import SUMBERBERAS, TAMANSARI
from tests.world import World

BUSINESS = "Kios Lawan"
THINGS = (
    "case_id", "task_id", "draft_id", "attachment_id", "upload_id", "document_id", "document_code", "grant_id",
    "notice_id", "delivery_id", "booking_id", "token_id", "bill_id", "payment_id", "note_id",
)  # fmt: skip


@dataclass(frozen=True)
class Rivals:
    """Their world, and for each of their ids and codes the one of their neighbours."""

    world: World
    things: dict[str, str]
    places: dict[str, str]

    def instead(self, text: str) -> Iterator[str]:
        """The text with one of their own exchanged for the neighbours', for each that it names."""
        for own, other in {**self.things, **self.places}.items():
            if own in text:
                yield text.replace(own, other)


def build(cast: Cast) -> Rivals:
    """Let them ask, begin, upload, pay, book and save, as the neighbours did."""
    theirs = cast.world
    own = _world_of(theirs)
    things = {str(getattr(own, name)): str(getattr(theirs, name)) for name in THINGS}
    people = {str(own.people[role].pk): str(theirs.people[role].pk) for role in ("owner", "operator")}
    names = {own.people[role].username: theirs.people[role].username for role in ("owner", "operator")}
    places = {str(own.unit_id): str(theirs.unit_id), SUMBERBERAS: TAMANSARI}
    kept = dict(zip(_kept_by(own), _kept_by(theirs), strict=True))
    return Rivals(own, {**things, **_codes(own, theirs), **people, **kept}, {**places, **names})


def _world_of(theirs: World) -> World:
    letter = replace(theirs, people={**theirs.people, "owner": theirs.people["citizen"]})
    houses.issue_a_letter(letter)  # by the neighbours' office, for the rival
    own = replace(letter, people={**letter.people, "operator": theirs.people["outsider"]})
    own.unit_id = organizations.village_unit(SUMBERBERAS).id
    own.case_id = houses.ask_for_a_letter(own, BUSINESS, SUMBERBERAS)
    own.task_id = Task.objects.unscoped().get(case_id=own.case_id, closed_at=None).pk
    own.attachment_id = Attachment.objects.get(subject_id=own.case_id).pk
    own.grant_id = own.people["operator"].grants.get().pk
    houses.begin_a_draft(own, TAMANSARI)
    houses.bill_the_owner(own)
    houses.make_an_appointment(own)
    houses.leave_a_dead_letter(own)
    program = NewToken("Situs desa", ("applications",), 30)
    own.token_id = create_token(actor_of(own.people["owner"]), program).card.id
    return own


def _codes(own: World, theirs: World) -> dict[str, str]:
    """What people see instead of ids."""
    named = ((Case.objects.unscoped(), "case_id"), (Bill.objects, "bill_id"), (Booking.objects, "booking_id"))
    return {
        rows.get(pk=getattr(own, name)).code: rows.get(pk=getattr(theirs, name)).code for rows, name in named
    }


def _kept_by(world: World) -> tuple[str, str]:
    """A view that the operator saved, and the leave that begins tomorrow."""
    operator, day = world.people["operator"], timezone.localdate() + timedelta(days=1)
    view = save_view(actor_of(operator), ViewWish("Terlambat", "batas=lewat"))
    leave = Delegation.objects.create(
        giver=operator,
        receiver=world.people["head"],
        unit_id=world.unit_id,
        starts_on=day,
        ends_on=day,
        reason="Cuti",
    )
    return str(view), str(leave.pk)
