"""What the programs say while they run: readable lines, or JSON for a collector (``BALAI_LOG=json``)."""

from typing import Any

import structlog

from balai.config import env


def configuration() -> dict[str, Any]:
    """For ``logging.config.dictConfig``: everything goes to standard error."""
    as_json = env.text("BALAI_LOG", "console") == "json"
    level = env.text("BALAI_LOG_LEVEL", "WARNING").upper()
    renderer: Any = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    )
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "house": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
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
