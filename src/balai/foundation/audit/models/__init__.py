from balai.foundation.audit.models.change import Change
from balai.foundation.audit.models.event import Event
from balai.foundation.audit.models.read import PersonalRead
from balai.foundation.audit.models.seal import Head, Seal, Unsealed, Verification

__all__ = ["Change", "Event", "Head", "PersonalRead", "Seal", "Unsealed", "Verification"]
