"""Checking of received files: by what they contain, never by what they are called."""

from balai.foundation.forms.checking.content import Checked, check_content, clean_name
from balai.foundation.forms.checking.refused import Refused

__all__ = ["Checked", "Refused", "check_content", "clean_name"]
