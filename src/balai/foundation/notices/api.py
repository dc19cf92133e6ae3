"""Notices: what other modules may use."""

from balai.foundation.notices.actions.forget import (
    count_before,
    count_of,
    count_unsent,
    forget_before,
    forget_of,
    is_told,
)
from balai.foundation.notices.actions.notify import Message, Outsider, notify, notify_each, notify_outside
from balai.foundation.notices.channels import CHANNELS
from balai.foundation.notices.channels.base import Failure
from balai.foundation.notices.kinds import Kind, declare
from balai.foundation.notices.outbox import breaker
from balai.foundation.notices.selectors import Backlog, backlog
from balai.foundation.notices.texts import LANGUAGES

__all__ = [
    "LANGUAGES",
    "Backlog",
    "Kind",
    "Message",
    "Outsider",
    "backlog",
    "breaker",
    "count_before",
    "count_of",
    "count_unsent",
    "declare",
    "forget_before",
    "forget_of",
    "is_told",
    "mail_fault",
    "notify",
    "notify_each",
    "notify_outside",
]


def mail_fault() -> str:
    """Why the mail server cannot be used now, empty when it can; nothing is sent."""
    try:
        with CHANNELS["email"].open():
            return ""
    except Failure as failure:
        return failure.reason
