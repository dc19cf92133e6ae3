from balai.foundation.organizations.models.post import Holding, Post
from balai.foundation.organizations.models.unit import Holiday, ServiceHours, Unit

__all__ = ["Holding", "Holiday", "Post", "ServiceHours", "Unit"]
