"""The addresses of many modules: a module is asked only for the first words with which its addresses begin."""

from collections.abc import Iterable
from functools import cached_property
from types import ModuleType
from typing import Any

from django.urls import URLPattern, URLResolver, include
from django.urls.exceptions import Resolver404
from django.urls.resolvers import RegexPattern, ResolverMatch, RoutePattern

ANY = None  # a first word that can be anything


class ModuleAddresses(URLResolver):
    """The addresses of a module, behind a look at the first word of what was asked.

    Without it each request tries every address of the modules before its own, hundreds of them.
    """

    def resolve(self, path: str) -> ResolverMatch:
        """The view of the path. Raises Resolver404."""
        words = self._first_words
        if words is not ANY and path.partition("/")[0] not in words:
            raise Resolver404({"tried": [], "path": path})
        return super().resolve(path)

    @cached_property
    def _first_words(self) -> frozenset[str] | None:
        found = set(_beginnings(self.url_patterns))
        return ANY if ANY in found else frozenset(word for word in found if word is not ANY)


def addresses_of(module: str | ModuleType) -> ModuleAddresses:
    """The addresses of a module's ``urls``, at the root."""
    urls, app, namespace = include(module)
    return ModuleAddresses(RoutePattern(""), urls, {}, app_name=app, namespace=namespace)


def _beginnings(entries: Iterable[URLPattern | URLResolver]) -> Iterable[str | None]:
    """The first word of each address; what begins with a parameter, or an expression, can be anything."""
    for entry in entries:
        word, slash, _rest = _route(entry).partition("/")
        if isinstance(entry, URLResolver) and not slash:
            yield from _beginnings(entry.url_patterns) if not word else (ANY,)
        else:
            yield ANY if "<" in word else word


def _route(entry: URLPattern | URLResolver) -> str:
    pattern: Any = entry.pattern
    return "<" if isinstance(pattern, RegexPattern) else str(pattern)
