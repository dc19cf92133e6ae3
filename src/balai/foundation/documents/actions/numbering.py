"""Settings of number series, and cancelled numbers."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotVisible
from balai.foundation.audit.api import record
from balai.foundation.documents import events, house
from balai.foundation.documents.access import get_office
from balai.foundation.documents.models import IssuedNumber, NumberSeries, SeriesCounter
from balai.foundation.documents.selectors import example_of
from balai.foundation.documents.series import Scope, check_pattern, lock_counter
from balai.foundation.documents.shapes import may_meet, next_taken
from balai.foundation.organizations.api import UnitCard


@transaction.atomic
def set_series(actor: Actor, scope: Scope, pattern: str, *, last_on_paper: int | None = None) -> NumberSeries:
    """Set the pattern of a unit's series, and where this year's count stood on paper before the first draw.

    Raises NotVisible, NotAllowed, Invalid (pattern), Conflict when numbers were drawn this year already.
    """
    unit, year = get_office(actor, scope.unit_id), house.today().year
    _one_at_a_time(scope.unit_id)
    standing = _find(scope)
    _check(scope, pattern, year, _last(standing, year, last_on_paper))
    series = standing or NumberSeries(**asdict(scope))
    if standing is None or series.pattern != pattern:
        series.pattern = pattern
        series.save()
        facts = {"pattern": pattern, "kind": scope.kind, "classification": scope.classification}
        _note(actor, events.SERIES_SET, series, unit, **facts)
    if last_on_paper is not None and _continue_from(series, year, last_on_paper):
        _note(actor, events.COUNT_SET, series, unit, year=year, last=last_on_paper)
    return series


def next_by(actor: Actor, scope: Scope, pattern: str, *, last_on_paper: int | None = None) -> str:
    """What the next number would be by another pattern; nothing changes. Raises as set_series."""
    unit, today = get_office(actor, scope.unit_id), house.today()
    last = _last(_find(scope), today.year, last_on_paper)
    _check(scope, pattern, today.year, last)
    return example_of(unit, scope, pattern, last + 1, today)


def _find(scope: Scope) -> NumberSeries | None:
    return NumberSeries.objects.filter(**asdict(scope)).first()


def _check(scope: Scope, pattern: str, year: int, last: int) -> None:
    """Raises Invalid for a pattern that cannot be read, or that would write a number twice."""
    check_pattern(pattern)
    _check_distinct(scope, pattern, year)
    _check_unused(scope, pattern, year, last)


def _note(actor: Actor, name: str, series: NumberSeries, unit: UnitCard, **facts: Any) -> None:
    record(actor, name, subject=series, unit_id=unit.id, region_code=unit.region_code, **facts)


def _one_at_a_time(unit_id: UUID) -> None:
    """Two who set series of one unit wait for each other; draws do not wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"series {unit_id}"])


def _check_distinct(scope: Scope, pattern: str, year: int) -> None:
    """Two series of a unit must not be able to write the same number."""
    others = NumberSeries.objects.filter(unit_id=scope.unit_id).exclude(**asdict(scope))
    for other in others:
        theirs = Scope(scope.unit_id, other.kind, other.classification)
        if may_meet((pattern, scope), (other.pattern, theirs), year):
            raise Invalid(
                _("Pola ini dapat menulis nomor yang sama dengan seri lain dari unit ini."),
                {"pattern": _("Nomor dari dua seri bisa sama. Bedakan polanya.")},
            )


def _check_unused(scope: Scope, pattern: str, year: int, last: int) -> None:
    """No number that stands on a letter of this year may come again."""
    issued = IssuedNumber.objects.filter(series__unit_id=scope.unit_id, year=year)
    taken = next_taken(pattern, scope, year, issued.values_list("text", flat=True).iterator(), last)
    if taken:
        sentence = _("Nomor {number} sudah terpakai dan akan keluar lagi. Bedakan polanya.").format(
            number=taken
        )
        raise Invalid(sentence, {"pattern": sentence})


def _last(series: NumberSeries | None, year: int, on_paper: int | None) -> int:
    """Where the count of the year stands, or stood on paper. Raises Conflict for another count after a draw."""
    counts = SeriesCounter.objects.filter(series=series, year=year).values_list("last", flat=True)
    counted = counts.first() or 0
    if on_paper is None or on_paper == counted:
        return counted
    if IssuedNumber.objects.filter(series=series, year=year).exists():
        raise Conflict(_("Nomor tahun ini sudah dipakai, jadi hitungannya tidak dapat diubah."))
    return on_paper


def _continue_from(series: NumberSeries, year: int, last: int) -> bool:
    """Count on from the last number on paper; False when the count stands there already."""
    counter = lock_counter(series, year)
    if counter.last == last:
        return False
    counter.last = _last(series, year, last)
    counter.save(update_fields=["last"])
    return True


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
    unit = get_office(actor, number.series.unit_id)
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
