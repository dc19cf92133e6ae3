"""A tripwire: rows of cases cannot be read before somebody said for whom."""

from typing import Any, Self, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class UnscopedReadError(RuntimeError):
    """Code read cases or tasks without ``visible_to(actor)`` (or, in the engine, ``unscoped()``)."""


class ScopedQuerySet(models.QuerySet[M]):
    """Refuses to touch the database until a scope was chosen."""

    _is_scoped = False

    def unscoped(self) -> Self:
        """Every row: only for the engine and jobs, after access was decided elsewhere."""
        return self._mark(self.all())

    def _mark(self, queryset: Any) -> Self:
        queryset._is_scoped = True
        return queryset

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._is_scoped = self._is_scoped
        return clone

    def _require_scope(self) -> None:
        if not self._is_scoped:
            raise UnscopedReadError(f"{self.model.__name__} was read without a scope")

    def _fetch_all(self) -> None:
        self._require_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        """As Django's, within a scope."""
        self._require_scope()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        """As Django's, within a scope."""
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        """As Django's, within a scope."""
        self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As Django's, within a scope."""
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """As Django's, within a scope."""
        self._require_scope()
        return super().update(**kwargs)
