from balai.services.catalogue.models.draft import ServiceDraft
from balai.services.catalogue.models.life_event import LifeEvent
from balai.services.catalogue.models.service import Service

__all__ = ["LifeEvent", "Service", "ServiceDraft"]
