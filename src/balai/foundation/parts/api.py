"""Parts of Balai: what other modules may use."""

from balai.foundation.parts.catalogue import part_choices, part_title
from balai.foundation.parts.selectors import Standing, is_open_app, roadmap, shut

__all__ = ["Standing", "is_open_app", "part_choices", "part_title", "roadmap", "shut"]
