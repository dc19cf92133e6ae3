"""For tests of any module: the real places of one regency, without the rest of the country."""

from balai.foundation.regions.actions.set_up_regency import zone_of
from balai.foundation.regions.loading import load, read_places
from balai.foundation.regions.models import Regency


def plant_regency(code: str = "35.10") -> Regency:
    """Load province, regency, districts and villages of one regency (0.3 s) and make it the served one."""
    province = code[:2]
    load([p for p in read_places() if p.code in {province, code} or p.code.startswith(f"{code}.")])
    return Regency.objects.create(region_id=code, timezone=zone_of(code), source="test")
