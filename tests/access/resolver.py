"""Every address of the house, read from Django's resolver."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """A route with the name under which the table knows it."""

    name: str
    route: str


def addresses() -> list[Address]:
    """All routes, each once, in the order of the resolver."""
    return list(dict.fromkeys(_walk(get_resolver().url_patterns, "", "")))


def _walk(patterns: list[URLPattern | URLResolver], space: str, route: str) -> Iterator[Address]:
    for pattern in patterns:
        path = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, path)
        else:
            yield Address(f"{space}{pattern.name}" if pattern.name else f"/{path}", path)
