"""A token opens what was chosen, for as long as it was meant, and its secret stands nowhere."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from balai.core.actor import VISITOR, Actor
from balai.core.errors import Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.models import RoleGrant, User
from balai.foundation.accounts.testing import actor_of, make_officer, make_user
from balai.foundation.audit.models import Change, Event
from balai.foundation.organizations.models import Unit
from balai.foundation.regions.models import Region
from balai.foundation.tokens.actions.create_token import MOST_LIVE
from balai.foundation.tokens.api import NewToken, bearer_of, create_token, revoke_token
from balai.foundation.tokens.models import AccessToken

pytestmark = pytest.mark.django_db
WISH = NewToken("Situs desa", ("applications", "documents"), 90)


@pytest.fixture
def citizen() -> Actor:
    return actor_of(make_user("warga", full_name="Siti (fiktif)"))


@pytest.fixture
def operator() -> Actor:
    Region.objects.create(code="35.10.24.2008", name="Tamansari", kind="desa")
    unit = Unit.objects.create(code="35.10.24.2008", name="Tamansari", kind="desa", region_id="35.10.24.2008")
    return actor_of(make_officer("operator", "operator_desa", unit.pk))


def test_the_person_behind_a_token(citizen: Actor) -> None:
    made = create_token(citizen, WISH)
    found = bearer_of(made.secret, "10.0.0.7")
    assert (found.actor.user_id, found.actor.name, found.actor.origin) == (
        citizen.user_id, "Siti (fiktif)", "10.0.0.7",
    )  # fmt: skip
    assert (found.token.name, found.token.scopes) == ("Situs desa", ("applications", "documents"))
    assert made.card.expires_at - made.card.created_at >= timedelta(days=90) - timedelta(seconds=5)
    assert bearer_of(made.secret[:-1] + ("A" if made.secret[-1] != "A" else "B")) is None
    assert bearer_of("balai_" + "x" * 200) is None
    assert bearer_of("") is None


def test_the_secret_stands_nowhere(citizen: Actor) -> None:
    made = create_token(citizen, WISH)
    bearer_of(made.secret)
    rest = made.secret.removeprefix("balai_")
    with connection.cursor() as cursor:
        for table in (AccessToken, Event, Change):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table._meta.db_table} t")  # noqa: S608
            text = cursor.fetchone()[0]
            assert rest not in text
            assert (AccessToken.objects.get().digest in text) == (table is AccessToken)


def test_making_and_revoking_are_recorded(citizen: Actor) -> None:
    made = create_token(citizen, WISH)
    revoke_token(citizen, made.card.id)
    revoke_token(citizen, made.card.id)
    assert [
        (event.name, event.facts["title"]) for event in Event.objects.filter(subject_id=made.card.id)
    ] == [
        ("tokens.created", "Situs desa"),
        ("tokens.revoked", "Situs desa"),
    ]


def test_it_ends_when_it_is_revoked(citizen: Actor) -> None:
    made = create_token(citizen, WISH)
    assert revoke_token(citizen, made.card.id).is_live is False
    assert bearer_of(made.secret) is None


def test_it_ends_at_its_time(citizen: Actor) -> None:
    made = create_token(citizen, WISH)
    with time_machine.travel(made.card.expires_at - timedelta(seconds=1), tick=False):
        assert bearer_of(made.secret) is not None
    with time_machine.travel(made.card.expires_at, tick=False):
        assert bearer_of(made.secret) is None


def test_it_ends_with_the_account(citizen: Actor) -> None:
    made = create_token(citizen, WISH)
    User.objects.filter(pk=citizen.user_id).update(is_active=False)
    assert bearer_of(made.secret) is None


def test_without_work_the_roles_stay_at_home(operator: Actor) -> None:
    plain, working = create_token(operator, WISH), create_token(operator, replace(WISH, scopes=("work",)))
    assert bearer_of(plain.secret).actor.grants == ()
    assert [grant.role for grant in bearer_of(working.secret).actor.grants] == ["operator_desa"]
    RoleGrant.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert bearer_of(working.secret).actor.grants == ()


def test_a_token_never_counts_as_the_second_factor(operator: Actor) -> None:
    made = create_token(operator, replace(WISH, scopes=("work",)))
    assert (operator.second_factor, bearer_of(made.secret).actor.second_factor) == (True, False)


def test_an_officer_shows_the_second_factor_first(operator: Actor) -> None:
    with pytest.raises(NotAllowed):
        create_token(replace(operator, second_factor=False), WISH)
    assert AccessToken.objects.count() == 0


@pytest.mark.parametrize(
    "wish",
    [
        replace(WISH, scopes=()),
        replace(WISH, scopes=("work",)),
        replace(WISH, scopes=("applications", "everything")),
        replace(WISH, days=100_000),
        replace(WISH, name="  "),
    ],
)
def test_an_impossible_wish_makes_nothing(citizen: Actor, wish: NewToken) -> None:
    with pytest.raises(Invalid):
        create_token(citizen, wish)
    assert (AccessToken.objects.count(), Event.objects.count()) == (0, 0)


def test_a_visitor_gets_none() -> None:
    with pytest.raises(NotAllowed):
        create_token(VISITOR, WISH)


def test_there_are_not_too_many(citizen: Actor) -> None:
    for _each in range(MOST_LIVE):
        create_token(citizen, WISH)
    with pytest.raises(Invalid):
        create_token(citizen, WISH)
    revoke_token(citizen, AccessToken.objects.first().pk)
    create_token(citizen, WISH)
    assert AccessToken.objects.live().count() == MOST_LIVE


def test_nobody_revokes_anothers(citizen: Actor) -> None:
    made = create_token(citizen, WISH)
    for other in (VISITOR, actor_of(make_user("lain"))):
        with pytest.raises(NotVisible):
            revoke_token(other, made.card.id)
    assert bearer_of(made.secret) is not None


def test_the_last_use_is_noted_once_a_minute(citizen: Actor) -> None:
    made = create_token(citizen, WISH)
    start = timezone.now()
    seen = []
    for seconds in (0, 30, 61):
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            bearer_of(made.secret)
        seen.append(round((AccessToken.objects.get().last_used_at - start).total_seconds()))
    assert seen == [0, 0, 61]
    assert Change.objects.filter(subject_kind="tokens.accesstoken", operation="update").count() == 0


@pytest.mark.parametrize("wrong", [{"scopes": []}, {"expires_at": timezone.now() - timedelta(days=1)}])
def test_the_database_holds_the_shape(citizen: Actor, wrong: dict[str, object]) -> None:
    made = create_token(citizen, WISH)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessToken.objects.filter(pk=UUID(str(made.card.id))).update(**wrong)
