from balai.services.lifeevents.models.guide import Guide
from balai.services.lifeevents.models.journey import Journey, Tick

__all__ = ["Guide", "Journey", "Tick"]
