"""Give and withdraw consent, for those entries of the register whose basis it is (UU 27/2022 art. 22 and 40 [R])."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.audit.api import record
from balai.foundation.privacy.events import CONSENT_GIVEN, CONSENT_WITHDRAWN
from balai.foundation.privacy.models import Consent, Processing
from balai.foundation.privacy.selectors import consent_purposes


@transaction.atomic
def give_consent(actor: Actor, purpose: str) -> None:
    """Keep the consent with the words that the person read; a second time changes nothing.

    Raises NotAllowed for a visitor, NotVisible when consent is not the basis of this purpose.
    """
    person_id, entry = _mine(actor), _entry(purpose)
    try:
        with transaction.atomic():
            row = Consent.objects.create(
                person_id=person_id, purpose=purpose, words=entry.facts, given_at=timezone.now()
            )
    except IntegrityError:
        return
    record(actor, CONSENT_GIVEN, subject=row, purpose=purpose)


@transaction.atomic
def withdraw_consent(actor: Actor, purpose: str) -> None:
    """End the consent at once; what it allowed stops with it. Raises NotAllowed, NotVisible."""
    rows = Consent.objects.select_for_update().filter(person_id=_mine(actor), withdrawn_at=None)
    row = rows.filter(purpose=purpose).first()
    if row is None:
        raise NotVisible(_("Persetujuan ini tidak ada."))
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    record(actor, CONSENT_WITHDRAWN, subject=row, purpose=purpose)


def _mine(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise NotAllowed(_("Masuk dahulu untuk mengatur persetujuan Anda."))
    return actor.user_id


def _entry(purpose: str) -> Processing:
    found = next((entry for entry in consent_purposes() if entry.code == purpose), None)
    if found is None:
        raise NotVisible(_("Pemrosesan ini tidak berdasar persetujuan."))
    return found
