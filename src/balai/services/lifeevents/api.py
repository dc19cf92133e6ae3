"""Life events: what other modules may use."""

from balai.services.lifeevents.actions.keep_journey import keep_journey

__all__ = ["keep_journey"]
