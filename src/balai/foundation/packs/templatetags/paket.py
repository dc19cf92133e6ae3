"""Where content comes from, on the pages on which it stands."""

from django import template

from balai.foundation.packs.provenance import Provenance, provenance_of

register = template.Library()


@register.inclusion_tag("packs/bits/provenance.html")
def asal_paket(kind: str, key: str) -> dict[str, Provenance | None]:
    """One line: the pack, its version and origin, and whether the entry was adapted; nothing for what was made here."""
    return {"source": provenance_of(kind, key)}
