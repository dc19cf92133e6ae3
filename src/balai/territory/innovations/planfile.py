"""The plan file: what a delegation takes home of a visit, and what a Balai at home reads.

Whoever writes it and whoever reads it keep to the same bounds, so that a file that was handed out is read whole. What
does not fit is refused with a sentence on either side; nothing is ever cut.
"""

from django.utils.translation import gettext as _

from balai.core.errors import Invalid

PLAN_FORMAT, PLAN_VERSION = "balai-rencana-adopsi", 1
LARGEST_PLAN = 16 << 20  # bytes
MOST_INNOVATIONS = 200  # in one file
MOST_FINDINGS = 2_000  # of one innovation: sixty units at thirty sessions
LONGEST_FINDING = 40_000  # letters of one answer: ten phones that nobody joined


def require_fit(what: str, count: int, most: int) -> None:
    """Raise Invalid, with what there is too much of."""
    if count > most:
        told = {"what": what, "count": count, "most": most}
        raise Invalid(_("%(what)s: %(count)s, paling banyak %(most)s. Tidak ada yang dipotong.") % told)


def require_plan_size(size: int) -> None:
    """Raise Invalid for a file of more bytes than are read."""
    if size > LARGEST_PLAN:
        told = {"size": f"{size / (1 << 20):.1f}", "most": LARGEST_PLAN >> 20}
        raise Invalid(_("Berkas %(size)s MB, paling besar %(most)s MB. Tidak ada yang dipotong.") % told)
