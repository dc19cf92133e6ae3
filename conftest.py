"""Test run: the embedded PostgreSQL under a home of its own, before Django reads its settings."""

import os
from pathlib import Path

ROOT = Path(__file__).parent


def pytest_configure() -> None:
    home = Path(os.environ.get("BALAI_TEST_HOME", ROOT / "var" / "test"))
    os.environ["BALAI_HOME"] = str(home)
    os.environ["BALAI_STATIC"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    if "BALAI_TEST_DATABASE_URL" in os.environ:
        os.environ["DATABASE_URL"] = os.environ["BALAI_TEST_DATABASE_URL"]
    elif "PYTEST_XDIST_WORKER" not in os.environ:
        from balai.runtime.postgres import start

        os.environ["DATABASE_URL"] = start(home)
