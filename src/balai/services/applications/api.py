"""Applications: what other modules may use."""

from balai.services.applications.actions.begin import After, begin_again, begin_application, begin_correction
from balai.services.applications.actions.submit import CASE, submit
from balai.services.applications.returning import lead_back
from balai.services.applications.selectors import begun_services

__all__ = [
    "CASE",
    "After",
    "begin_again",
    "begin_application",
    "begin_correction",
    "begun_services",
    "lead_back",
    "submit",
]
