"""The programme: hosts answer, nobody is in two places, what changes is told to everybody once."""

import pytest
from django.test import Client

from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.notices.models import Notice
from balai.foundation.organizations.api import unit_by_code
from balai.territory.visits import api
from balai.territory.visits.actions.host import answer_invitation
from balai.territory.visits.actions.plan import (
    ask_host,
    call_off_session,
    keep_notes,
    put_session,
    remove_host,
    tell_changes,
)
from balai.territory.visits.actions.set_units import set_units
from balai.territory.visits.actions.turn import confirm
from balai.territory.visits.hooks import _confirmed
from balai.territory.visits.models import Change, Delegation, Host
from balai.territory.visits.tests.conftest import ask, at, session


@pytest.fixture
def visit(house) -> Delegation:
    return ask()


def mall(house, visit, **changes):
    """A session at the mall whose coordinator was asked by name."""
    made = put_session(house.lead, visit.pk, session(**changes))
    return made, ask_host(house.lead, made.pk, made.site.unit_id, house.mall.pk, "Antrean")


def kinds(**who) -> list[str]:
    return list(Notice.objects.filter(**who).order_by("id").values_list("kind", flat=True))


def test_another_time_that_is_taken_over_counts_as_agreed(house, visit) -> None:
    made, host = mall(house, visit)
    with pytest.raises(Invalid):
        answer_invitation(actor_of(house.mall), host.pk, "other", "Siang")
    answer_invitation(actor_of(house.mall), host.pk, "other", "Siang", at(9, 13))
    assert Host.objects.get().state == "other"
    assert kinds(recipient_id=house.coordinator.pk)[-1] == "visits.host_answered"
    put_session(house.lead, visit.pk, session(starts_at=at(9, 13), ends_at=at(9, 14)), made.pk)
    assert Host.objects.values_list("state", "offered_at").get() == ("agreed", None)
    put_session(house.lead, visit.pk, session(starts_at=at(10, 9), ends_at=at(10, 10)), made.pk)
    assert Host.objects.values_list("state", "answered_at").get() == ("asked", None)
    assert kinds(recipient_id=house.mall.pk) == ["visits.invited", "visits.moved"]


def test_a_person_receives_at_one_session_at_a_time(house, visit) -> None:
    mall(house, visit)
    other = ask(people=10)
    made = put_session(
        house.lead, other.pk, session(site="lounge", people=10, starts_at=at(9, 10), ends_at=at(9, 12))
    )
    unit = unit_by_code("35.10/mpp").id
    with pytest.raises(Conflict, match="Dewi Anjani.*sudah menerima tamu"):
        ask_host(house.lead, made.pk, unit, house.mall.pk, "")
    ask_host(house.lead, made.pk, unit, None, "")  # the unit as a whole has more people
    with pytest.raises(Conflict, match="sudah diminta"):
        ask_host(house.lead, made.pk, unit, None, "")
    assert Host.objects.count() == 2


@pytest.mark.django_db(databases=["default", "witness"])
def test_a_proposed_time_is_taken_over_with_one_press(house, visit) -> None:
    made, host = mall(house, visit)
    answer_invitation(actor_of(house.mall), host.pk, "other", "Rapat", at(9, 14))
    desk = sign_in(Client(headers={"accept-language": "id"}), house.coordinator)
    page = f"/kerja/kunjungan/sesi/{made.pk}/"
    assert f"{page}ubah/?usul={host.pk}" in desk.get(page).content.decode()
    proposed = desk.get(f"{page}ubah/", {"usul": host.pk}).context["form"].initial
    assert [f"{proposed[name]:%H.%M}" for name in ("starts", "ends")] == ["14.00", "16.00"]
    standing = desk.get(f"{page}ubah/", {"usul": "lain"}).context["form"].initial
    assert [f"{standing[name]:%H.%M}" for name in ("starts", "ends")] == ["09.00", "11.00"]


def test_only_who_was_asked_answers_and_only_who_coordinates_changes(house, visit) -> None:
    made, host = mall(house, visit)
    for person in (house.outsider, house.village_head):
        with pytest.raises(Exception, match="tidak ditemukan"):
            answer_invitation(actor_of(person), host.pk, "agreed")
    with pytest.raises(NotAllowed):
        answer_invitation(house.lead, host.pk, "agreed")
    with pytest.raises(NotAllowed):
        call_off_session(actor_of(house.mall), made.pk)
    with pytest.raises(NotAllowed):
        remove_host(actor_of(house.mall), host.pk)
    assert Host.objects.get().state == "asked"
    assert remove_host(house.lead, host.pk) == made.pk
    assert kinds(recipient_id=house.mall.pk) == ["visits.invited", "visits.called_off"]


def test_what_changes_after_the_confirmation_is_told_once(house, visit) -> None:
    made, host = mall(house, visit)
    confirm(house.lead, _fresh(visit))
    assert Change.objects.count() == 0
    put_session(house.lead, visit.pk, session(title="Mal dan lounge"), made.pk)
    second = put_session(
        house.lead, visit.pk, session(site="lounge", starts_at=at(10, 9), ends_at=at(10, 10))
    )
    call_off_session(house.lead, second.pk)
    assert Change.objects.filter(told_at=None).count() == 3
    assert [tell_changes(house.lead, visit.pk) for _time in range(2)] == [3, 0]
    assert kinds(outside_email="ok@pasangkayu.example") == [
        "visits.received",
        "visits.confirmed",
        "guests.book_ready",
        "visits.changed",
    ]
    told = Notice.objects.get(kind="visits.changed").facts["changes"]
    assert told["id"].splitlines()[2].startswith("• dibatalkan: Melihat mal pelayanan")
    assert kinds(recipient_id=house.mall.pk)[-1] == "visits.programme"
    assert len(api.about(visit.pk).changes) == 3


def _fresh(visit: Delegation) -> Delegation:
    return Delegation.objects.select_related("unit").get(pk=visit.pk)


def test_whoever_hangs_on_a_confirmation_hears_of_it_and_of_new_units(house, visit) -> None:
    heard: list[tuple[str, ...]] = []
    api.when_confirmed(note := lambda actor, card: heard.append(tuple(unit.name for unit in card.units)))
    try:
        mall(house, visit)
        with pytest.raises(Invalid, match="sekurangnya satu sesi"):
            confirm(house.lead, ask())
        confirm(house.lead, _fresh(visit))
        set_units(house.lead, visit.pk, ["Bappeda", "  bappeda ", "Inspektorat"], 40)
    finally:
        _confirmed.remove(note)
    assert heard == [("Bappeda", "Dinas PMD", "Desa Ako"), ("Bappeda", "Inspektorat")]
    assert visit.units.count() == 4
    keep_notes(house.lead, visit.pk, "Bus dari Surabaya", "Hotel di kota")
    about = api.about(visit.pk)
    assert (about.transport, about.lodging) == ("Bus dari Surabaya", "Hotel di kota")
