from balai.foundation.audit.models.event import Event
from balai.foundation.audit.models.read import PersonalRead

__all__ = ["Event", "PersonalRead"]
