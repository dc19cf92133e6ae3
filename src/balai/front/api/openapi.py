"""The OpenAPI file: what django-ninja makes of the types, completed by what holds for every address."""

from functools import lru_cache
from typing import Any

from balai.front.api.examples import example_of
from balai.front.api.identity import SCHEMES, SCOPES
from balai.front.api.problems import CONTENT_TYPE
from balai.front.api.service import api

Json = dict[str, Any]
PROBLEM = {"$ref": "#/components/schemas/Problem"}
REASONS = {
    "200": "The answer.",
    "401": "Nobody is signed in, or the token does not work.",
    "403": "Within one's reach, but not with these rights.",
    "404": "It does not exist, or is out of one's reach.",
    "413": "The file is too large.",
    "422": "A parameter or the file cannot be read.",
    "429": "Asked too often; `Retry-After` says when to go on.",
}
FALLBACKS = {"401", "422", "429"}


@lru_cache
def schema() -> Json:
    """The whole file; addresses do not change while the program runs."""
    document: Json = api.get_openapi_schema(path_prefix="/api/v1/")
    shapes: Json = document["components"]["schemas"]
    for operations in document["paths"].values():
        for operation in operations.values():
            _complete(operation, shapes)
    document["components"]["securitySchemes"] = SCHEMES
    return document


def _complete(operation: Json, shapes: Json) -> None:
    if operation["tags"][0] in SCOPES:
        scope = SCOPES[operation["tags"][0]]
        operation["security"] = [{"token": [scope] if scope else []}, {"session": []}]
    operation["summary"] = operation["description"].partition(". ")[0].rstrip(".")
    told = {str(status): answer for status, answer in operation["responses"].items()}
    refusals = FALLBACKS | ({"403"} if "security" in operation else set())
    told |= {status: _problem() for status in refusals | {each for each in told if each >= "400"}}
    operation["responses"] = {status: told[status] for status in sorted(told)}
    for status, answer in operation["responses"].items():
        answer["description"] = REASONS[status]
    _add_example(operation["responses"].get("200", {}).get("content", {}), shapes)


def _problem() -> Json:
    return {"content": {CONTENT_TYPE: {"schema": PROBLEM}}}


def _add_example(content: Json, shapes: Json) -> None:
    if "application/json" in content:
        content["application/json"]["example"] = example_of(content["application/json"]["schema"], shapes)
