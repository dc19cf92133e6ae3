from balai.foundation.regions.models.region import Region
from balai.foundation.regions.models.regency import Regency

__all__ = ["Regency", "Region"]
