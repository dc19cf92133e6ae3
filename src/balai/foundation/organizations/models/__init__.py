from balai.foundation.organizations.models.hours import Closure, Holiday, HoursPattern, ServiceHours
from balai.foundation.organizations.models.post import Holding, Post
from balai.foundation.organizations.models.unit import Unit

__all__ = ["Closure", "Holding", "Holiday", "HoursPattern", "Post", "ServiceHours", "Unit"]
