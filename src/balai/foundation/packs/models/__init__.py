from balai.foundation.packs.models.arrival import Arrival
from balai.foundation.packs.models.pack import InstalledEntry, InstalledPack, PackFile

__all__ = ["Arrival", "InstalledEntry", "InstalledPack", "PackFile"]
