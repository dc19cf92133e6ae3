from balai.foundation.parts.models.choice import Choice

__all__ = ["Choice"]
