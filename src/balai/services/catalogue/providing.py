"""Who can give a service: one agency, or all units of a kind."""

from django.utils.translation import gettext as _

from balai.foundation.organizations.api import units_by_kind
from balai.foundation.regions.api import regency

KINDS, UNIT = "jenis:", "unit:"


def providers() -> list[tuple[str, str]]:
    """Every choice, the agencies first."""
    here = f"{regency().code}/"
    units = [unit for unit in units_by_kind() if unit.code.startswith(here)]
    kinds = [
        (f"{KINDS}desa", _("Semua desa")),
        (f"{KINDS}kelurahan", _("Semua kelurahan")),
        (f"{KINDS}desa,kelurahan", _("Semua desa dan kelurahan")),
        (f"{KINDS}kecamatan", _("Semua kecamatan")),
    ]
    return [*((f"{UNIT}{unit.code.removeprefix(here)}", unit.name) for unit in units), *kinds]


def read_provider(choice: str) -> dict[str, object]:
    """The choice as packs say it."""
    if choice.startswith(KINDS):
        return {"provider_kinds": choice.removeprefix(KINDS).split(",")}
    return {"unit": choice.removeprefix(UNIT)}


def as_choice(entry: dict[str, object]) -> str:
    """The choice that the entry says."""
    kinds = entry.get("provider_kinds")
    return (
        f"{KINDS}{','.join(kinds)}" if isinstance(kinds, list) and kinds else f"{UNIT}{entry.get('unit', '')}"
    )
