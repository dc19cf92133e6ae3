"""PDF files are read by a process of its own with little memory and little time, and looked through."""

import resource
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from balai.foundation.forms.checking.refused import Refused

SECONDS = 15
MEMORY = 700 * 1024 * 1024
VERSIONS = frozenset({b"2.0", *(b"1.%d" % minor for minor in range(8))})
PROBE = Path(__file__).with_name("probe.py")  # by its path: it starts without Django


def clean_pdf(content: bytes) -> bytes:
    """The same bytes when the file is a sound PDF without anything that acts. Raises Refused."""
    _check_ends(content)
    verdict = _probe(content)
    if verdict == "acts":
        raise Refused(_("PDF ini memuat skrip atau berkas di dalamnya. Cetak ulang sebagai PDF biasa."))
    if verdict == "locked":
        raise Refused(_("PDF ini terkunci kata sandi. Simpan tanpa kata sandi lalu unggah lagi."))
    if verdict != "sound":
        raise Refused(_("PDF ini rusak atau tidak lengkap. Simpan ulang lalu unggah lagi."))
    return content


def _check_ends(content: bytes) -> None:
    """A header with a version, an end mark, and nothing behind it: no second file hides in the first."""
    end = content.rfind(b"%%EOF")
    if content[5:8] not in VERSIONS or end < 0:
        raise Refused(_("PDF ini rusak atau tidak lengkap. Simpan ulang lalu unggah lagi."))
    if content[end + 5 :].strip() or b"PK\x05\x06" in content[-65_600:]:
        raise Refused(_("Ada berkas lain yang menumpang pada PDF ini. Simpan ulang sebagai PDF biasa."))


def _probe(content: bytes) -> str:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PROBE)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            preexec_fn=_bound,  # noqa: PLW1509
        )
    except subprocess.TimeoutExpired:
        return "broken"
    return done.stdout.decode("ascii", "replace").strip()


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
