"""What parties are called, and who signs for them."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.documents.api import head_block
from balai.foundation.organizations.api import get_unit
from balai.foundation.regions.api import get_region, get_regions, search_regions
from balai.territory.agreements.cards import PartyDraft
from balai.territory.agreements.models import Agreement, AgreementKind, Party, Sort

GOVERNMENTS = ("provinsi", "kabupaten", "kota")
SEVERAL = 6  # names of this many partners stand in lists


def own_signer(unit_id: UUID) -> tuple[str, str]:
    """Name and post of whoever heads a unit today; empty for an empty post."""
    block = head_block(unit_id)
    return (block.name, block.post_title) if block else ("", "")


def found_region(text: str) -> str:
    """The code of a province, regency or city by its code or name. Raises Invalid for none or several."""
    typed = " ".join(text.split())
    if typed in get_regions([typed]):
        return typed
    found = search_regions(typed, kinds=GOVERNMENTS, limit=3) if typed else []
    if len(found) != 1:
        sentence = _("Wilayah tidak ditemukan.") if not found else _("Ada beberapa: {names}. Tulis kodenya.")
        names = ", ".join(f"{region.title} ({region.code})" for region in found)
        raise Invalid(sentence.format(names=names), {"region": sentence.format(names=names)})
    return found[0].code


def new_party(agreement: Agreement, place: int, draft: PartyDraft) -> Party:
    """The row of a party, not written yet. Raises Invalid for a sort that the kind does not know, or no name."""
    _require_sort(agreement.kind, draft.sort)
    name, signer, office = draft.name, draft.signer, draft.office
    if draft.unit_id:
        head, post = own_signer(draft.unit_id)
        name, signer, office = name or get_unit(draft.unit_id).name, signer or head, office or post
    elif draft.region_code:
        name = name or _government(draft.region_code)
    if not " ".join(name.split()):
        raise Invalid(_("Sebutkan nama pihak ini."), {"name": _("Kolom ini wajib diisi.")})
    return Party(
        agreement=agreement,
        place=place,
        sort=draft.sort,
        name=" ".join(name.split())[:160],
        signer=" ".join(signer.split())[:120],
        office=" ".join(office.split())[:160],
        unit_id=draft.unit_id,
        region_id=draft.region_code or None,
        country=" ".join(draft.country.split())[:80],
        number=" ".join(draft.number.split())[:120],
    )


def _government(region_code: str) -> str:
    return f"Pemerintah {get_region(region_code).title}"


def _require_sort(kind: AgreementKind, sort: str) -> None:
    if sort != Sort.OWN and sort not in kind.sorts:
        raise Invalid(
            _("{kind} tidak dibuat dengan pihak seperti ini.").format(kind=kind.title), {"sort": kind.title}
        )


def name_partners(agreement: Agreement) -> None:
    """Bring the names of the others, as lists and the search have them, up to date."""
    names = [party.name for party in Party.objects.filter(agreement=agreement).exclude(sort=Sort.OWN)]
    rest = len(names) - SEVERAL
    agreement.partners = "; ".join([*names[:SEVERAL], *([f"+{rest}"] if rest > 0 else [])])[:600]
    agreement.save(update_fields=["partners"])
