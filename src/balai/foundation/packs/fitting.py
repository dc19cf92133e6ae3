"""Whether a pack belongs here at all, before anything of it is tried."""

from balai.foundation.packs.manifest import Manifest, PackError
from balai.foundation.packs.models import InstalledPack
from balai.foundation.regions.api import has_regency, regency


def require_fit(manifest: Manifest) -> None:
    """Raise PackError for a pack of another regency, or one that needs packs that are not here."""
    if manifest.regency and has_regency() and manifest.regency != regency().code:
        raise PackError(
            f"pack.yaml: paket ini hanya untuk wilayah {manifest.regency}; di sini {regency().code}"
        )
    present = set(InstalledPack.objects.values_list("name", flat=True))
    for name in manifest.requires:
        if name not in present:
            raise PackError(f"pack.yaml: pasang paket “{name}” lebih dahulu")
