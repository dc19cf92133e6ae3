"""What the public check of a licence's letter says while the licence does not hold: the letter alone still stands."""

from typing import cast
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from balai.foundation.documents.api import Held, RegisterEntry, document_register
from balai.services.licences.models import Licence

State = Licence.State
EFFECTS = {
    State.SUSPENDED: _(
        "Selama dibekukan, pemegangnya tidak boleh menjalankan apa yang diizinkan. Periksa lagi nanti: pembekuan "
        "dapat berakhir."
    ),
    State.REVOKED: _(
        "Pemegangnya tidak boleh lagi menjalankan apa yang diizinkan. Jangan diterima sebagai bukti."
    ),
    State.REPLACED: _("Yang berlaku adalah izin penggantinya. Jangan diterima sebagai bukti."),
}


@document_register
def entry_of(document_id: UUID) -> RegisterEntry | None:
    """How the licence stands that was issued with the document; None while it is in force or there is none."""
    found = Licence.objects.filter(document_id=document_id, state__in=EFFECTS).select_related("follower")
    licence = found.first()
    if licence is None:
        return None
    follower = getattr(licence, "follower", None)
    return RegisterEntry(
        cast(Held, licence.state),
        licence.state_since,
        str(EFFECTS[State(licence.state)]),
        follower and follower.document_id,
    )
