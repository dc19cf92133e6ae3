"""What officers are told about agreements, in the transaction of the change. Confidential ones go by their code."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.api import workers_of
from balai.foundation.notices import api as notices
from balai.territory.agreements.models import Agreement, Obligation
from balai.territory.agreements.models.agreement import MANAGE

_FACTS = frozenset({"agreement", "code"})
_DUTY = _("Batas waktu kerja sama adalah tugas unit Anda.")

ENDING = notices.declare(
    notices.Kind(
        "agreements.ending",
        _("Kerja sama segera berakhir"),
        "officer",
        _FACTS | {"days", "until"},
        duty=_DUTY,
    )
)
LATE = notices.declare(
    notices.Kind(
        "agreements.late", _("Kewajiban kerja sama lewat batas"), "officer", _FACTS | {"due"}, duty=_DUTY
    )
)
TEXT = notices.declare(
    notices.Kind(
        "agreements.text", _("Perkembangan naskah kerja sama"), "officer", _FACTS | {"side"}, pace="daily"
    )
)
REVOKED = notices.declare(
    notices.Kind(
        "agreements.revoked", _("Sertifikat penanda tangan dicabut"), "officer", _FACTS | {"side"}, duty=_DUTY
    )
)


def tell_ending(agreement: Agreement) -> None:
    """The agreement ends in so many days."""
    _tell(SYSTEM, ENDING, agreement, keepers(agreement), days=agreement.days_left, until=agreement.ends_on)


def tell_late(duty: Obligation) -> None:
    """A duty was not done by its day."""
    _tell(SYSTEM, LATE, duty.agreement, keepers(duty.agreement), due=duty.due_on)


def tell_revoked(agreement: Agreement, side: str) -> None:
    """The certificate of a side had been taken back before it signed."""
    _tell(SYSTEM, REVOKED, agreement, keepers(agreement), side=side)


def tell_text(actor: Actor, agreement: Agreement, side: str) -> None:
    """The other side wrote, remarked, decided or initialled."""
    _tell(actor, TEXT, agreement, keepers(agreement), side=side)


def keepers(agreement: Agreement) -> list[UUID]:
    """Who keeps the agreement today: officers of its unit who may."""
    return [worker.id for worker in workers_of(agreement.unit_id, MANAGE)]


def _tell(
    actor: Actor, kind: notices.Kind, agreement: Agreement, people: Iterable[UUID], **facts: Any
) -> None:
    own = {"agreement": agreement.open_name, "code": agreement.code}
    link = reverse("agreements:agreement", args=[agreement.pk])
    notices.notify_each(actor, notices.Message(kind.code, agreement, {**own, **facts}, link), list(people))
