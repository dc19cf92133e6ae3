"""Work in a colleague's hands while on leave: what goes along, and what does not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.testing import actor_of
from balai.foundation.audit.api import events_of
from balai.foundation.cases.actions.claim_task import claim_task
from balai.foundation.cases.actions.delegate import Leave, delegate
from balai.foundation.cases.actions.revoke_delegation import revoke_delegation
from balai.foundation.cases.api import ActInput, InboxFilters, act, inbox
from balai.foundation.cases.models import Delegation
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.cases.tests.test_engine import open_task, snapshot


def again(actor: Actor) -> Actor:
    """The actor of the person's next request."""
    return actor_of(get_user_model().objects.get(pk=actor.user_id))


def leave(cast: Cast, receiver: Actor, days: int = 7, **changes: Any) -> Leave:
    today = timezone.localdate()
    given = Leave(
        cast.village.pk,
        receiver.user_id,
        today,
        today + timedelta(days=days - 1),
        "Cuti tahunan",  # type: ignore[arg-type]
    )
    return replace(given, **changes)


def test_a_colleague_works_on_behalf_and_the_story_says_so(cast: Cast) -> None:
    card = submit(cast)
    claim_task(cast.operator, open_task(card.id).pk)
    assert inbox(cast.head, InboxFilters()).rows == ()
    delegate(cast.operator, leave(cast, cast.head))
    deputy = again(cast.head)
    assert [row.code for row in inbox(deputy, InboxFilters()).rows] == [card.code]
    act(deputy, card.id, "teruskan", ActInput())
    event = events_of(card.id)[-1]
    assert (event.actor_name, event.actor_role) == (
        "Kadir Kades (fiktif)",
        "Operator desa a.n. Oki Operator (fiktif)",
    )


def test_signing_stays_with_the_giver(cast: Cast) -> None:
    card = submit(cast)
    act(cast.operator, card.id, "teruskan", ActInput())
    delegate(cast.head, leave(cast, cast.operator))
    deputy = again(cast.operator)
    before = snapshot(card.id)
    assert [row.code for row in inbox(deputy, InboxFilters()).rows] == [card.code]
    assert not deputy.may("documents.sign")
    assert not deputy.may("cases.supervise")
    with pytest.raises(NotAllowed):
        act(deputy, card.id, "tandatangani", ActInput())
    assert snapshot(card.id) == before
    html = client_of(cast.operator).get(f"/kerja/perkara/{card.id}/").content.decode()
    assert "Anda bertindak a.n. Kadir Kades (fiktif)." in html
    assert "/tindakan/tandatangani/" not in html
    assert "/tindakan/kembalikan/" in html


def test_it_ends_by_its_date_and_by_revocation(cast: Cast) -> None:
    submit(cast)
    made = delegate(cast.head, leave(cast, cast.operator, days=2))
    assert len(again(cast.operator).grants) == 2
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert len(again(cast.operator).grants) == 1
    for stranger in (cast.operator, cast.outsider, cast.clerk):
        with pytest.raises(NotVisible):
            revoke_delegation(stranger, made)
    revoke_delegation(cast.head, made)
    assert len(again(cast.operator).grants) == 1
    with pytest.raises(Conflict):
        revoke_delegation(cast.head, made)
    assert [event.sentence.split(":")[0] for event in events_of(made)][1] == (
        "Pelimpahan tugas Kadir Kades (fiktif) kepada Oki Operator (fiktif) dicabut"
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": "cuti"}, "reason"),
        ({"starts_on": date(2020, 1, 1)}, "starts_on"),
        ({"ends_on": date(2020, 1, 1)}, "ends_on"),
        ({"ends_on": date(2099, 1, 1)}, "ends_on"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(cast: Cast, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        delegate(cast.operator, leave(cast, cast.head, **change))
    assert next(iter(refusal.value.fields)) == field
    assert not Delegation.objects.exists()


def test_only_colleagues_of_the_unit_and_only_own_work(cast: Cast) -> None:
    for receiver in (cast.outsider, cast.citizen, cast.operator):
        with pytest.raises(Invalid):
            delegate(cast.operator, leave(cast, receiver))
    with pytest.raises(NotAllowed):
        delegate(cast.outsider, leave(cast, cast.operator))
    delegate(cast.operator, leave(cast, cast.head))
    with pytest.raises(NotAllowed):
        delegate(again(cast.clerk), leave(cast, cast.second_operator))
    assert Delegation.objects.count() == 1


def test_what_was_received_is_not_passed_on(cast: Cast) -> None:
    delegate(cast.head, leave(cast, cast.operator))
    delegate(cast.operator, leave(cast, cast.second_operator))
    assert [grant.role for grant in again(cast.second_operator).grants] == ["operator_desa", "operator_desa"]


def test_one_delegation_a_day(cast: Cast) -> None:
    delegate(cast.operator, leave(cast, cast.head))
    with pytest.raises(Invalid, match="sudah dilimpahkan"):
        delegate(cast.operator, leave(cast, cast.second_operator, days=30))
    row = Delegation.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError, match="delegated already"):
        Delegation.objects.create(
            giver_id=row.giver_id,
            receiver_id=cast.second_operator.user_id,
            unit_id=row.unit_id,
            starts_on=row.ends_on,
            ends_on=row.ends_on,
            reason="Lain",
        )


def test_the_page_delegates_and_revokes(cast: Cast) -> None:
    client = client_of(cast.operator)
    today = timezone.localdate()
    post = {
        "unit": str(cast.village.pk),
        "receiver": str(cast.head.user_id),
        "starts_on": f"{today:%Y-%m-%d}",
        "ends_on": f"{today:%Y-%m-%d}",
        "reason": "Pendek",
    }
    answer = client.post("/kerja/cuti/", post)
    assert answer.status_code == 422
    assert "sekurangnya 10 huruf" in answer.content.decode()
    assert client.post("/kerja/cuti/", {**post, "reason": "Cuti tahunan"})["Location"] == "/kerja/cuti/"
    html = client.get("/kerja/cuti/").content.decode()
    assert "Kadir Kades (fiktif) a.n. Oki Operator (fiktif)" in html
    made = Delegation.objects.get()
    assert client.post(f"/kerja/cuti/{made.pk}/cabut/")["Location"] == "/kerja/cuti/"
    assert Delegation.objects.get().revoked_by_id == cast.operator.user_id
