"""The OpenAPI file, and the same in a form that a page can show."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from balai.front.api.service import api


@dataclass(frozen=True)
class Parameter:
    """A parameter of an address, as a reader needs it."""

    name: str
    place: str
    required: bool
    kind: str
    note: str


@dataclass(frozen=True)
class Address:
    """One thing that the API answers."""

    name: str
    path: str
    group: str
    summary: str
    parameters: tuple[Parameter, ...]
    statuses: tuple[str, ...]
    needs_sign_in: bool


@lru_cache
def schema() -> dict[str, Any]:
    """The OpenAPI file; addresses do not change while the program runs."""
    document: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400 and "content" in answer:
                    answer["content"] = {
                        "application/problem+json": answer["content"].pop("application/json")
                    }
                answer["description"] = answer["description"] or status
    return document


def addresses() -> list[Address]:
    """Everything that can be asked, in the order of the file."""
    return [
        _address(path, operation)
        for path, operations in schema()["paths"].items()
        for operation in operations.values()
    ]


def _address(path: str, operation: dict[str, Any]) -> Address:
    return Address(
        name=operation["operationId"],
        path=path,
        group=operation["tags"][0],
        summary=operation.get("description", ""),
        parameters=tuple(_parameter(each) for each in operation.get("parameters", [])),
        statuses=tuple(sorted(map(str, operation["responses"]))),
        needs_sign_in="security" in operation,
    )


def _parameter(each: dict[str, Any]) -> Parameter:
    return Parameter(
        each["name"], each["in"], each["required"], _kind(each["schema"]), each.get("description", "")
    )


def _kind(shape: dict[str, Any]) -> str:
    bounds = [f"{sign} {shape[key]}" for key, sign in (("minimum", "≥"), ("maximum", "≤")) if key in shape]
    lengths = [
        f"{sign} {shape[key]}" for key, sign in (("minLength", "≥"), ("maxLength", "≤")) if key in shape
    ]
    return " ".join([shape.get("type", "string"), *bounds, *lengths])
