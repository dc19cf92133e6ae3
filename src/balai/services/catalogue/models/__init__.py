from balai.services.catalogue.models.booth import Booth
from balai.services.catalogue.models.draft import ServiceDraft
from balai.services.catalogue.models.life_event import LifeEvent
from balai.services.catalogue.models.service import Service

__all__ = ["Booth", "LifeEvent", "Service", "ServiceDraft"]
