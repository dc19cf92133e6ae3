"""Which unit acts in a state, seen from the unit of the case."""

from django.utils.translation import gettext as _

from balai.core.errors import Invalid, NotVisible
from balai.foundation.organizations.api import UnitCard, get_unit, unit_by_code
from balai.foundation.regions.api import regency

AGENCY = "agency:"
DISTRICT_CODE = 8  # characters of "35.10.24"


def acting_unit(where: str, unit: UnitCard) -> UnitCard:
    """The unit for ``unit``, ``parent``, ``district``, ``regency`` or ``agency:<slug>``. Raises Invalid."""
    try:
        return _find(where, unit)
    except NotVisible as error:
        message = _("Unit yang harus mengerjakan tahap ini belum ada. Hubungi administrator daerah.")
        raise Invalid(message) from error


def _find(where: str, unit: UnitCard) -> UnitCard:
    if where == "unit":
        return unit
    if where == "parent" and unit.parent_id:
        return get_unit(unit.parent_id)
    if where == "district":
        return unit_by_code(unit.region_code[:DISTRICT_CODE])
    code = regency().code
    return unit_by_code(f"{code}/{where.removeprefix(AGENCY)}" if where.startswith(AGENCY) else code)
