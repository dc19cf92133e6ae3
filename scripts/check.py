"""``make check``: style, types, walls, templates, texts, migrations; all of them side by side, then the verdict."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS = {  # the longest first
    "types": [BIN / "mypy", "src"],
    "style": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
    "walls between modules": [BIN / "lint-imports"],
    "templates": [BIN / "djlint", "src", "--lint", "--quiet"],
    "texts": [sys.executable, "scripts/texts.py", "check"],
    "settings": [sys.executable, "manage.py", "check"],
    "migrations": [sys.executable, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"],
}


def passes(name: str, command: list[str | Path]) -> bool:
    """Run one check; its output is shown when it fails."""
    start = time.monotonic()
    home = os.environ.get("BALAI_HOME", str(ROOT / "var"))
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env={**os.environ, "BALAI_HOME": home, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    verdict = f"{'FAIL' if done.returncode else 'ok  '} {name} ({time.monotonic() - start:.1f} s)"
    print(f"{done.stdout.rstrip()}\n{verdict}" if done.returncode else verdict, flush=True)
    return not done.returncode


def main(chosen: list[str]) -> int:
    """Run the named checks, or all; 1 when one of them fails."""
    wanted = [(name, command) for name, command in CHECKS.items() if not chosen or name in chosen]
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        results = list(side_by_side.map(lambda one: passes(*one), wanted))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
