"""For tests of any module: the real places of one regency, without the rest of the country."""

from collections.abc import Collection

from balai.foundation.regions.actions.set_up_regency import zone_of
from balai.foundation.regions.loading import load, read_places
from balai.foundation.regions.models import Regency


def plant_regency(code: str = "35.10", also: Collection[str] = ()) -> Regency:
    """Load province, regency, districts and villages of one regency (0.3 s) and make it the served one.

    ``also`` names further places from which somebody comes; those above them must be among them.
    """
    wanted = {code[:2], code, *also}
    load([p for p in read_places() if p.code in wanted or p.code.startswith(f"{code}.")])
    return Regency.objects.create(region_id=code, timezone=zone_of(code), source="test")
