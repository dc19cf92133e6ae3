"""Configuration comes from the environment only; this is the one place that reads it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def text(name: str, default: str = "") -> str:
    """The setting as text, or the default when it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on."""
    return text(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """A comma-separated setting as a list without blanks."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def home() -> Path:
    """Everything that an installation writes lies under this directory (``BALAI_HOME``)."""
    return Path(text("BALAI_HOME", str(ROOT / "var"))).resolve()
