"""Errors of actions and of access, translated to pages in one place (``core.http.middleware``)."""


class BalaiError(Exception):
    """An expected refusal. ``str(error)`` is a sentence in the reader's language that says what to do next.

    ``is_logged`` is set once a refused look at personal data stands in the log, so that it stands there once.
    """

    is_logged = False


class NotVisible(BalaiError):
    """Outside the actor's scope: answered with 404, so that an outsider cannot tell it from nothing."""


class NotAllowed(BalaiError):
    """Inside the scope but without the right: answered with 403."""


class Invalid(BalaiError):
    """Bad input at the boundary; ``fields`` maps a field name to its sentence."""

    def __init__(self, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = fields or {}


class Conflict(BalaiError):
    """Somebody else was first; the sentence names who and when."""
