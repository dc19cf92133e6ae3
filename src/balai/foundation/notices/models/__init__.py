from balai.foundation.notices.models.circuit import Circuit
from balai.foundation.notices.models.delivery import Delivery
from balai.foundation.notices.models.notice import Notice
from balai.foundation.notices.models.preference import Preference
from balai.foundation.notices.models.wording import Wording

__all__ = ["Circuit", "Delivery", "Notice", "Preference", "Wording"]
