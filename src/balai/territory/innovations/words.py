"""How innovations are spoken of on pages."""

from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext_lazy

from balai.core.ui.words import short_date

NEED_KINDS = {
    "rule": (gettext_lazy("Aturan"), "scale"),
    "people": (gettext_lazy("Orang"), "users"),
    "cost": (gettext_lazy("Biaya"), "banknote"),
    "equipment": (gettext_lazy("Peralatan"), "monitor"),
    "pack": (gettext_lazy("Paket Balai"), "package"),
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
    """``218.345`` or ``3,43`` as people read it here; nothing for an unknown one."""
    if value is None:
        return ""
    whole, _point, rest = f"{value:,f}".partition(".")
    if (translation.get_language() or "id").startswith("en"):
        return f"{value:,f}"
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def read_figure(text: str) -> Decimal | None:
    """A figure as people type it in Indonesian: ``218.345``, ``3,43``; None for anything else."""
    plain = text.strip().replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except ArithmeticError:
        return None
    return value if value.is_finite() else None
