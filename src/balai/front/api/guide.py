"""The OpenAPI file in a form that a page can show."""

import json
from dataclasses import dataclass
from typing import Any

from balai.front.api.openapi import schema


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
    method: str
    path: str
    group: str
    summary: str
    parameters: tuple[Parameter, ...]
    statuses: tuple[str, ...]
    scope: str
    needs_sign_in: bool
    example: str


def addresses() -> list[Address]:
    """Everything that can be asked, in the order of the file."""
    return [
        _address(path, method, operation)
        for path, operations in schema()["paths"].items()
        for method, operation in operations.items()
    ]


def _address(path: str, method: str, operation: dict[str, Any]) -> Address:
    security = operation.get("security", [])
    return Address(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        group=operation["tags"][0],
        summary=operation["description"],
        parameters=tuple(_parameter(each) for each in operation.get("parameters", [])),
        statuses=tuple(operation["responses"]),
        scope=next((each["token"][0] for each in security if each.get("token")), ""),
        needs_sign_in=bool(security),
        example=_example(operation["responses"]["200"]),
    )


def _example(answer: dict[str, Any]) -> str:
    content = answer.get("content", {}).get("application/json", {})
    return json.dumps(content["example"], indent=2, ensure_ascii=False) if "example" in content else ""


def _parameter(each: dict[str, Any]) -> Parameter:
    return Parameter(
        each["name"], each["in"], each["required"], _kind(each["schema"]), each.get("description", "")
    )


def _kind(shape: dict[str, Any]) -> str:
    bounds = [f"{sign} {shape[key]}" for key, sign in (("minimum", "≥"), ("maximum", "≤")) if key in shape]
    lengths = [
        f"{sign} {shape[key]}" for key, sign in (("minLength", "≥"), ("maxLength", "≤")) if key in shape
    ]
    words = ["|".join(shape["enum"])] if "enum" in shape else [_type(shape)]
    return " ".join([*words, *bounds, *lengths])


def _type(shape: dict[str, Any]) -> str:
    kinds = [each for each in shape.get("anyOf", [shape]) if each.get("type") != "null"]
    return str(kinds[0].get("format") or kinds[0].get("type", "string"))
