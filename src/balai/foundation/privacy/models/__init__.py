from balai.foundation.privacy.models.breach import Breach, BreachLetter
from balai.foundation.privacy.models.processing import Processing
from balai.foundation.privacy.models.retention import RetentionRule, RetentionRun

__all__ = ["Breach", "BreachLetter", "Processing", "RetentionRule", "RetentionRun"]
