"""Notices: what other modules may use."""

from balai.foundation.notices.actions.notify import Message, notify, notify_each
from balai.foundation.notices.kinds import Kind, declare

__all__ = ["Kind", "Message", "declare", "notify", "notify_each"]
