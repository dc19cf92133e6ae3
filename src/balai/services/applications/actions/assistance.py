"""On what basis an officer applies for somebody at the counter; without it nothing is sent."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid, NotAllowed

PRESENT, PROXY = "hadir", "kuasa"
MOST_LETTERS = 120


@dataclass(frozen=True)
class Assistance:
    """The person is here (``hadir``) or has sent somebody with a letter (``kuasa``), and agrees to what is sent."""

    basis: str = ""
    proxy: str = ""
    letter: str = ""
    consent: bool = False


def checked_basis(actor: Actor, given: Assistance | None) -> dict[str, str]:
    """The basis as the event of the opening keeps it.

    Raises NotAllowed for anybody but a counter, Invalid with the sentence of what is missing.
    """
    if not actor.grants_with("accounts.counter"):
        raise NotAllowed(_("Mengajukan untuk orang lain hanya di loket."))
    given = given or Assistance()
    faults = _faults(given)
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    told = {"basis": given.basis, "consent": "lisan"}
    if given.basis == PROXY:
        told |= {"proxy": given.proxy.strip()[:MOST_LETTERS], "letter": given.letter.strip()[:MOST_LETTERS]}
    return told


def _faults(given: Assistance) -> dict[str, str]:
    faults = {}
    if given.basis not in (PRESENT, PROXY):
        faults["dasar"] = _("Pilih apakah pemohon hadir sendiri atau diwakili.")
    if given.basis == PROXY and not (given.proxy.strip() and given.letter.strip()):
        faults["penerima"] = _("Tulis nama penerima kuasa dan nomor atau tanggal surat kuasanya.")
    if not given.consent:
        faults["setuju"] = _("Bacakan isian kepada pemohon dan minta persetujuannya lebih dahulu.")
    return faults
