"""The world of the access table, here in the hands of people who mean ill."""

from tests.access.conftest import Cast, cast, world

__all__ = ["Cast", "cast", "world"]
