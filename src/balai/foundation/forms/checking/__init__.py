"""Checking of received files: by what they contain, never by what they are called."""

from balai.foundation.forms.checking.content import (
    Checked,
    announced_name,
    check_content,
    check_kind,
    clean_name,
)
from balai.foundation.forms.checking.refused import Refused

__all__ = ["Checked", "Refused", "announced_name", "check_content", "check_kind", "clean_name"]
