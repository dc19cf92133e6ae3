"""The OpenAPI file and what the API really answers say the same."""

import json
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from balai.front.api.guide import Address, addresses
from balai.front.api.openapi import schema
from tests.access.conftest import Cast

pytestmark = pytest.mark.django_db(databases="__all__")
TEXTS = st.one_of(
    st.text(max_size=90),
    st.uuids().map(str),
    st.sampled_from(
        [
            "",
            "surat-keterangan-usaha",
            "open",
            "SKU-7K3F-9Q2X",
            "35.10",
            "35.10.24.2008",
            "99",
            "licin",
            "0",
            "-1",
            "101",
            "1e9",
            "' OR 1=1",
            "\x00",
            "%",
            "*:",
        ]
    ),
)
OPERATIONS = addresses()


def parameters(address: Address) -> st.SearchStrategy[dict[str, str]]:
    """Any value for each parameter; those in the query may be missing."""
    in_path = {each.name: TEXTS for each in address.parameters if each.place == "path"}
    in_query = {each.name: TEXTS for each in address.parameters if each.place == "query"}
    return st.fixed_dictionaries(in_path, optional=in_query)


def ask(client: Client, address: Address, values: dict[str, str]) -> Any:
    """Send the request that the values describe."""
    path = address.path
    query = dict(values)
    for each in address.parameters:
        if each.place == "path":
            path = path.replace(f"{{{each.name}}}", quote(query.pop(each.name), safe=""))
    return client.get(path, query) if address.method == "GET" else client.post(path, query)


def shape_of(address: Address, status: int, content_type: str) -> dict[str, Any]:
    """The JSON schema that the file gives for an answer, with the definitions it refers to."""
    document = schema()
    answer = document["paths"][address.path][address.method.lower()]["responses"][str(status)]
    return {**answer["content"][content_type]["schema"], "components": document["components"]}


@pytest.mark.parametrize("address", OPERATIONS, ids=lambda address: address.name)
def test_any_question_gets_an_answer_of_the_file(address: Address, cast: Cast, settings: Any) -> None:
    settings.API_LIMITS = {"person": 10_000, "address": 10_000}
    client = cast.client("operator" if address.needs_sign_in else "visitor")

    @limits(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(values=parameters(address))
    def holds(values: dict[str, str]) -> None:
        answer = ask(client, address, values)
        if answer.status_code in {404, 405} and str(answer.status_code) not in address.statuses:
            return  # the values made another address of it
        assert str(answer.status_code) in address.statuses
        jsonschema.validate(
            answer.json(), shape_of(address, answer.status_code, answer["Content-Type"].split(";")[0])
        )

    holds()


def test_the_file_is_valid(client: Client, cast: Cast) -> None:
    answer = client.get("/api/v1/openapi.json")
    document = json.loads(answer.content)
    assert answer.status_code == 200
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()
    assert client.get("/api/v1/openapi.json", headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", OPERATIONS, ids=lambda address: address.name)
def test_every_address_is_told_completely(address: Address) -> None:
    operation = schema()["paths"][address.path][address.method.lower()]
    assert {"operationId", "summary", "description", "tags"} <= set(operation)
    assert [each["name"] for each in operation.get("parameters", []) if not each.get("description")] == []
    assert {"401", "422", "429"} <= set(operation["responses"])
    assert [code for code, answer in operation["responses"].items() if not answer["description"]] == []


def test_every_field_of_every_answer_is_told() -> None:
    silent = [
        f"{name}.{field}"
        for name, shape in schema()["components"]["schemas"].items()
        for field, facts in shape["properties"].items()
        if not facts.get("description")
    ]
    assert silent == []


@pytest.mark.parametrize(
    "address", [each for each in OPERATIONS if each.example], ids=lambda address: address.name
)
def test_examples_are_of_the_shape_that_they_show(address: Address) -> None:
    jsonschema.validate(json.loads(address.example), shape_of(address, 200, "application/json"))


def test_only_the_file_to_download_has_no_example() -> None:
    assert [each.name for each in OPERATIONS if not each.example] == ["download_document"]


def test_the_guide_names_every_address_without_a_script_of_its_own(client: Client, cast: Cast) -> None:
    page = client.get("/api/v1/").content.decode()
    for address in OPERATIONS:
        assert f"{address.method} {address.path}" in page
    assert "<script>" not in page
