"""The OpenAPI file and what the API really answers say the same."""

import json
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balai.foundation.regions.testing import plant_regency
from balai.front.api import guide

pytestmark = pytest.mark.django_db
TEXTS = st.one_of(
    st.text(max_size=90),
    st.sampled_from(
        ["35.10", "35.10.24.2008", "99", "licin", "0", "-1", "101", "1e9", "' OR 1=1", "\x00", "%", "*:"]
    ),
)
OPERATIONS = guide.addresses()


def parameters(address: guide.Address) -> st.SearchStrategy[dict[str, str]]:
    """Any value for each parameter; those in the query may be missing."""
    in_path = {each.name: TEXTS for each in address.parameters if each.place == "path"}
    in_query = {each.name: TEXTS for each in address.parameters if each.place == "query"}
    return st.fixed_dictionaries(in_path, optional=in_query)


def ask(client: Client, address: guide.Address, values: dict[str, str]) -> Any:
    """Send the request that the values describe."""
    path = address.path
    query = dict(values)
    for each in address.parameters:
        if each.place == "path":
            path = path.replace(f"{{{each.name}}}", quote(query.pop(each.name), safe=""))
    return client.get(path, query)


def shape_of(address: guide.Address, status: int, content_type: str) -> dict[str, Any]:
    """The JSON schema that the file gives for an answer, with the definitions it refers to."""
    document = guide.schema()
    answer = document["paths"][address.path]["get"]["responses"][status]
    return {**answer["content"][content_type]["schema"], "components": document["components"]}


@pytest.mark.parametrize("address", OPERATIONS, ids=lambda address: address.name)
def test_any_question_gets_an_answer_of_the_file(client: Client, address: guide.Address) -> None:
    plant_regency("35.10")

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(values=parameters(address))
    def holds(values: dict[str, str]) -> None:
        answer = ask(client, address, values)
        if answer.status_code == 404 and "404" not in address.statuses:
            return  # the values made another address of it
        assert str(answer.status_code) in address.statuses
        jsonschema.validate(
            answer.json(), shape_of(address, answer.status_code, answer["Content-Type"].split(";")[0])
        )

    holds()


def test_the_file_is_valid_and_complete(client: Client) -> None:
    answer = client.get("/api/v1/openapi.json")
    document = json.loads(answer.content)
    assert answer.status_code == 200
    assert document["openapi"].startswith("3.1")
    assert client.get("/api/v1/openapi.json", headers={"if-none-match": answer["ETag"]}).status_code == 304
    for operations in document["paths"].values():
        assert set(operations) == {"get"}
        assert {"operationId", "summary", "description", "tags"} <= set(operations["get"])


def test_the_guide_names_every_address_without_a_script_of_its_own(client: Client) -> None:
    plant_regency("35.10")
    page = client.get("/api/v1/").content.decode()
    for address in OPERATIONS:
        assert f"GET {address.path}" in page
    assert "<script>" not in page
