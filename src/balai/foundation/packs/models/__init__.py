from balai.foundation.packs.models.pack import InstalledEntry, InstalledPack, PackFile

__all__ = ["InstalledEntry", "InstalledPack", "PackFile"]
