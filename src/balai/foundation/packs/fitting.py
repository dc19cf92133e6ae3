"""Whether a pack belongs here at all, before anything of it is tried."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.foundation.packs.manifest import Manifest, PackError, version_key
from balai.foundation.packs.models import InstalledPack, Publisher
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


def cautions(name: str, version: str, publisher_id: UUID | None) -> list[str]:
    """What somebody should know before this version takes the place of the one that is here: it is older than that,
    or comes from the catalogue of somebody else.
    """
    row = InstalledPack.objects.filter(name=name).select_related("publisher").first()
    if row is None:
        return []
    found = []
    if version_key(version) < version_key(row.version):
        found.append(
            _("Versi {version} lebih lama daripada yang terpasang, {installed}.").format(
                version=version, installed=row.version
            )
        )
    if row.publisher and publisher_id and row.publisher_id != publisher_id:
        other = Publisher.objects.get(pk=publisher_id)
        found.append(
            _(
                "Paket {name} di sini berasal dari katalog {before}, yang ini dari katalog {now}. "
                "Nama yang sama belum tentu paket yang sama."
            ).format(name=name, before=row.publisher.label, now=other.label)
        )
    return found
