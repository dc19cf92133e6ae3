"""Programs with an access token: what was chosen, and nothing beside it."""

import pytest
from django.test import Client

from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.tokens.api import NewToken, create_token, revoke_token
from tests.access.conftest import Cast

pytestmark = pytest.mark.django_db(databases="__all__")


def program(cast: Cast, role: str, *scopes: str) -> Client:
    """A program with a token of the role's person."""
    made = create_token(actor_of(cast.world.people[role]), NewToken("Program", scopes, 30))
    return Client(headers={"authorization": f"Bearer {made.secret}"})


def test_a_program_learns_who_it_is(cast: Cast) -> None:
    told = program(cast, "operator", "work").get("/api/v1/me").json()
    assert told["name"] == cast.world.people["operator"].full_name
    assert [role["role"] for role in told["roles"]] == ["operator_desa"]
    assert (told["token"]["name"], told["token"]["scopes"]) == ("Program", ["work"])


@pytest.mark.parametrize("opened", ["applications", "documents", "work"])
def test_a_token_opens_what_was_chosen(cast: Cast, opened: str) -> None:
    client = program(cast, "operator", opened)
    paths = {"applications": "applications", "documents": "documents", "work": "work/cases"}
    answers = {scope: client.get(f"/api/v1/{path}").status_code for scope, path in paths.items()}
    assert answers == {scope: 200 if scope == opened else 403 for scope in paths}


def test_documents_of_the_unit_need_work_as_well(cast: Cast) -> None:
    path = f"/api/v1/documents/{cast.world.document_id}"
    assert program(cast, "operator", "documents").get(path).status_code == 404
    assert program(cast, "operator", "documents", "work").get(path).status_code == 200
    assert program(cast, "owner", "documents").get(f"{path}/file").status_code == 200


def test_the_outsiders_program_finds_nothing(cast: Cast) -> None:
    client = program(cast, "outsider", "applications", "documents", "work")
    for path in (f"work/cases/{cast.world.case_id}", f"documents/{cast.world.document_id}/file"):
        assert client.get(f"/api/v1/{path}").status_code == 404


def test_a_head_works_by_token_after_the_proof_at_its_making(cast: Cast) -> None:
    assert program(cast, "head", "work").get("/api/v1/work/cases").status_code == 200


def test_a_token_that_does_not_work_is_refused_everywhere(cast: Cast) -> None:
    actor = actor_of(cast.world.people["owner"])
    made = create_token(actor, NewToken("Program", ("applications",), 30))
    revoke_token(actor, made.card.id)
    client = sign_in(Client(), cast.world.people["owner"])
    for secret in (made.secret, "balai_salah", ""):
        for path in ("applications", "regions/35.10"):
            answer = client.get(f"/api/v1/{path}", headers={"authorization": f"Bearer {secret}"})
            assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="balai"')


def test_a_token_opens_no_page(cast: Cast) -> None:
    client = program(cast, "operator", "work")
    assert client.get("/kerja/kotak/")["Location"].startswith("/masuk/")


def test_the_budget_of_a_token_is_its_persons(cast: Cast, settings: object) -> None:
    settings.API_LIMITS = {"person": 2, "address": 100}
    first, second = (program(cast, "owner", "applications") for _ in range(2))
    answers = [client.get("/api/v1/applications").status_code for client in (first, second, first)]
    assert answers == [200, 200, 429]
