from balai.foundation.packs.models.pack import InstalledEntry, InstalledPack

__all__ = ["InstalledEntry", "InstalledPack"]
