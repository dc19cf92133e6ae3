"""What the programs say while they run: readable lines, or JSON for a collector (``BALAI_LOG=json``)."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

from balai.config import env

_NUMBER = re.compile(r"(?<!\d)\d{12}(\d{4})(?!\d)")


def mask_numbers(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last net: sixteen digits in a row (NIK, family card) leave no program unmasked, whoever wrote the line."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _NUMBER.sub(r"••••••••••••\1", value)
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def configuration() -> dict[str, Any]:
    """For ``logging.config.dictConfig``: everything goes to standard error."""
    as_json = env.text("BALAI_LOG", "console") == "json"
    level = env.text("BALAI_LOG_LEVEL", "WARNING").upper()
    _speak_through_logging()
    renderer: Any = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "house": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    mask_numbers,
                    renderer,
                ],
            }
        },
        "handlers": {"house": {"class": "logging.StreamHandler", "formatter": "house"}},
        "root": {"handlers": ["house"], "level": level},
        "loggers": {
            "balai": {"level": "INFO"},
            "procrastinate": {"level": level},
            "django.server": {"level": level},
            # Granian names its loggers so; they pass everything up to the root.
            "_granian": {"level": level},
            "granian.access": {"level": "INFO"},
        },
    }


def _speak_through_logging() -> None:
    """Lines of our own programs take the way of all others, with their level, name and masks."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
