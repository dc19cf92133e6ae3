"""How innovations are spoken of on pages."""

import re
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext_lazy

from balai.core.ui.words import short_date

SWAPPED = str.maketrans(",.", ".,")
_FIGURE = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", re.ASCII)
NEED_KINDS = {
    "rule": (gettext_lazy("Aturan"), "scale"),
    "people": (gettext_lazy("Orang"), "users"),
    "cost": (gettext_lazy("Biaya"), "banknote"),
    "equipment": (gettext_lazy("Peralatan"), "monitor"),
    "pack": (gettext_lazy("Paket Balai"), "package"),
}
DOUBTED = {
    "since": gettext_lazy("Waktu mulainya"),
    "problem": gettext_lazy("Masalah yang dijawab"),
    "how": gettext_lazy("Cara kerjanya"),
    "needs": gettext_lazy("Yang diperlukan"),
    "failed": gettext_lazy("Yang gagal di jalan"),
}
FORMS = {
    "tata-kelola": gettext_lazy("Tata kelola pemerintahan daerah"),
    "pelayanan-publik": gettext_lazy("Pelayanan publik"),
    "lainnya": gettext_lazy("Inovasi lain sesuai urusan daerah"),
}
INITIATORS = {
    "kepala-daerah": gettext_lazy("Kepala daerah"),
    "dprd": gettext_lazy("Anggota DPRD"),
    "perangkat-daerah": gettext_lazy("Perangkat daerah"),
    "asn": gettext_lazy("Aparatur sipil negara"),
    "masyarakat": gettext_lazy("Masyarakat"),
}


def since_words(since: str) -> str:
    """A year as it is, a day as people read it."""
    return since if len(since) <= 4 else short_date(date.fromisoformat(since))


def figure(value: Decimal | None) -> str:
    """``218.345`` or ``3,43`` as people read it here, ``3.43`` in English; nothing for an unknown one."""
    if value is None:
        return ""
    return f"{value:,f}" if _is_english() else f"{value:,f}".translate(SWAPPED)


def read_figure(text: str) -> Decimal | None:
    """A figure as ``figure`` writes it in the reader's language; None for anything else.

    A separator of thousands that separates no thousands is no figure: ``12.5`` is not read as 125.
    """
    plain = text.strip() if _is_english() else text.strip().translate(SWAPPED)
    return Decimal(plain.replace(",", "")) if _FIGURE.fullmatch(plain) else None


def _is_english() -> bool:
    return (translation.get_language() or "id").startswith("en")
