"""One world for all tests of this folder; what a test adds is taken back."""

from tests.access.conftest import world

__all__ = ["world"]
