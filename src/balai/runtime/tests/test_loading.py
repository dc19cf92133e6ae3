"""The application is loaded for good."""

import os
import subprocess
import sys

LOADED = """
import gc
from balai.runtime.loading import load, load_addresses
load()
load_addresses()
found = gc.get_freeze_count(), gc.isenabled()
gc.collect()
print(*found, gc.get_freeze_count())
"""


def test_what_is_loaded_is_not_looked_through_and_what_comes_after_is() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env=os.environ, capture_output=True, text=True, check=True
    )
    kept, looks, still_kept = done.stdout.split()
    assert looks == "True"
    assert int(kept) > 100_000
    assert still_kept == kept
