"""What tests of displays may ask for."""

from balai.front.displays.tests.hall import hall
from tests.tower import tower

__all__ = ["hall", "tower"]
