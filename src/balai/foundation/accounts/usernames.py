"""Names to sign in with."""

import re
import secrets
import unicodedata

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.accounts.models import User

_SHAPE = re.compile(r"^[a-z][a-z0-9._-]{2,39}$")


def check_username(text: str) -> str:
    """The name in lower case. Raises Invalid for a wrong shape or a taken name."""
    name = text.strip().lower()
    if not _SHAPE.match(name):
        raise _invalid(_("Nama pengguna: 3 sampai 40 huruf kecil, angka, titik atau tanda hubung."))
    if User.objects.filter(username=name).exists():
        raise _invalid(_("Nama pengguna ini sudah dipakai."))
    return name


def free_username(full_name: str) -> str:
    """A free name made from the first two words of a person's name."""
    plain = unicodedata.normalize("NFKD", full_name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:2] or ["warga"]
    base = ".".join(words)[:30] if words[0][0].isalpha() else "warga"
    name = base if len(base) >= 3 else f"{base}.akun"
    while User.objects.filter(username=name).exists():
        name = f"{base}.{secrets.randbelow(9000) + 1000}"
    return name


def _invalid(sentence: str) -> Invalid:
    return Invalid(sentence, {"username": sentence})
