"""One living Banyuwangi for all tests of the API; what a test adds is taken back at its end."""

from tests.access.conftest import Cast, cast, memory, world

__all__ = ["Cast", "cast", "memory", "world"]
