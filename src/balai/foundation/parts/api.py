"""Parts of Balai: what other modules may use."""

from balai.foundation.parts.selectors import Standing, is_open_app, roadmap, shut

__all__ = ["Standing", "is_open_app", "roadmap", "shut"]
