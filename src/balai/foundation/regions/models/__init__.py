from balai.foundation.regions.models.regency import Regency
from balai.foundation.regions.models.region import Region

__all__ = ["Regency", "Region"]
