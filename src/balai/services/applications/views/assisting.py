"""On what basis somebody is helped at a counter, as pages ask it and read it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from balai.services.applications.actions.assistance import PRESENT, PROXY, Assistance


def assistance(request: HttpRequest) -> Assistance:
    """What was typed."""
    sent = request.POST
    return Assistance(
        sent.get("dasar", ""), sent.get("penerima", ""), sent.get("surat_kuasa", ""), "setuju" in sent
    )


def bases() -> list[tuple[str, str]]:
    """Who may have come."""
    return [
        (PRESENT, _("Pemohon hadir sendiri di loket")),
        (PROXY, _("Pemohon diwakili dengan surat kuasa")),
    ]
