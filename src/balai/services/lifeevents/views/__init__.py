from balai.services.lifeevents.views.counter import assist
from balai.services.lifeevents.views.guide import guide
from balai.services.lifeevents.views.mine import close, journey, mark, mine, remove

__all__ = ["assist", "close", "guide", "journey", "mark", "mine", "remove"]
