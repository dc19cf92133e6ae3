from balai.foundation.privacy.models.breach import Breach, BreachLetter
from balai.foundation.privacy.models.consent import Consent
from balai.foundation.privacy.models.erasure import Erasure, ErasureRule
from balai.foundation.privacy.models.processing import Processing
from balai.foundation.privacy.models.retention import RetentionRule, RetentionRun

__all__ = [
    "Breach",
    "BreachLetter",
    "Consent",
    "Erasure",
    "ErasureRule",
    "Processing",
    "RetentionRule",
    "RetentionRun",
]
