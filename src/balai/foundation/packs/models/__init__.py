from balai.foundation.packs.models.adopter import Adopter, Adoption
from balai.foundation.packs.models.arrival import Arrival
from balai.foundation.packs.models.pack import InstalledEntry, InstalledPack, PackFile
from balai.foundation.packs.models.publisher import Publisher
from balai.foundation.packs.models.release import Release, Withdrawal

__all__ = [
    "Adopter",
    "Adoption",
    "Arrival",
    "InstalledEntry",
    "InstalledPack",
    "PackFile",
    "Publisher",
    "Release",
    "Withdrawal",
]
