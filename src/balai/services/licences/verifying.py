"""What the public check of a licence's letter says while the licence does not hold: the letter alone still stands."""

from collections.abc import Collection
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
def entries_of(document_ids: Collection[UUID]) -> dict[UUID, RegisterEntry]:
    """By document, how the licence stands that was issued with it; left out while it is in force."""
    found = Licence.objects.filter(document_id__in=document_ids, state__in=EFFECTS).select_related("follower")
    return {licence.document_id: _entry(licence) for licence in found if licence.document_id}


def _entry(licence: Licence) -> RegisterEntry:
    follower = getattr(licence, "follower", None)
    return RegisterEntry(
        cast(Held, licence.state),
        licence.state_since,
        str(EFFECTS[State(licence.state)]),
        follower and follower.document_id,
    )
