"""Settings of number series, and cancelled numbers."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotVisible
from balai.foundation.audit.api import record
from balai.foundation.documents import events, house
from balai.foundation.documents.models import IssuedNumber, NumberSeries
from balai.foundation.documents.policies import require_manager
from balai.foundation.documents.series import Scope, check_pattern, lock_counter
from balai.foundation.organizations import api as organizations


@transaction.atomic
def set_series(actor: Actor, scope: Scope, pattern: str, *, last_on_paper: int | None = None) -> NumberSeries:
    """Set the pattern of a unit's series, and where this year's count stood on paper before the first draw.

    Raises NotAllowed, Invalid (pattern), Conflict when numbers were drawn this year already.
    """
    unit = organizations.get_unit(scope.unit_id)
    require_manager(actor, unit.id, unit.region_code)
    check_pattern(pattern)
    _check_distinct(scope, pattern)
    series, _made = NumberSeries.objects.update_or_create(
        unit_id=scope.unit_id,
        kind=scope.kind,
        classification=scope.classification,
        defaults={"pattern": pattern},
    )
    if last_on_paper is not None:
        _continue_from(series, last_on_paper)
    facts: dict[str, Any] = {"pattern": pattern, "kind": scope.kind, "classification": scope.classification}
    record(actor, events.SERIES_SET, subject=series, unit_id=unit.id, region_code=unit.region_code, **facts)
    return series


def _check_distinct(scope: Scope, pattern: str) -> None:
    """Two series of a unit must not write the same numbers."""
    others = NumberSeries.objects.filter(unit_id=scope.unit_id, pattern=pattern).exclude(
        kind=scope.kind, classification=scope.classification
    )
    for other in others:
        apart = ("{jenis}" in pattern and other.kind and scope.kind and other.kind != scope.kind) or (
            "{klasifikasi}" in pattern
            and other.classification
            and scope.classification
            and other.classification != scope.classification
        )
        if not apart:
            raise Invalid(
                _("Pola ini sudah dipakai seri lain dari unit ini."),
                {"pattern": _("Nomor dari dua seri bisa sama. Bedakan polanya.")},
            )


def _continue_from(series: NumberSeries, last: int) -> None:
    year = house.today().year
    counter = lock_counter(series, year)
    if counter.last == last:
        return
    if IssuedNumber.objects.filter(series=series, year=year).exists():
        raise Conflict(_("Nomor tahun ini sudah dipakai, jadi hitungannya tidak dapat diubah."))
    counter.last = last
    counter.save(update_fields=["last"])


@transaction.atomic
def cancel_number(actor: Actor, number_id: UUID, reason: str) -> None:
    """Cancel a number whose document was revoked. It stays used and keeps its reason.

    Raises NotVisible, NotAllowed, Invalid without a reason, Conflict while its document is in force.
    """
    number = (
        IssuedNumber.objects.select_for_update(of=("self",))
        .select_related("series")
        .filter(pk=number_id)
        .first()
    )
    if number is None:
        raise NotVisible(_("Nomor ini tidak ditemukan."))
    unit = organizations.get_unit(number.series.unit_id)
    require_manager(actor, unit.id, unit.region_code)
    if not reason.strip():
        raise Invalid(_("Tulis alasan pembatalan."), {"reason": _("Isi alasannya.")})
    document = getattr(number, "document", None)
    if number.cancelled_at or (document and document.ended_at is None):
        raise Conflict(_("Nomor ini masih dipakai dokumen yang berlaku, atau sudah dibatalkan."))
    number.cancelled_at, number.cancel_reason = timezone.now(), reason.strip()[:240]
    number.save(update_fields=["cancelled_at", "cancel_reason"])
    facts: dict[str, Any] = {"number": number.text, "reason": number.cancel_reason}
    record(
        actor, events.NUMBER_CANCELLED, subject=number, unit_id=unit.id, region_code=unit.region_code, **facts
    )
