"""Applications: what other modules may use."""

from balai.services.applications.actions.begin import begin_application, begin_correction
from balai.services.applications.actions.submit import submit

__all__ = ["begin_application", "begin_correction", "submit"]
