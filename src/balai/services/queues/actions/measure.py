"""What a service usually takes, measured: noted in the strips of a day before it begins."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from balai.services.queues.models import Line, Period, Strip
from balai.services.queues.standing import DONE, served_seconds

WEEKS_BACK, LEAST = 4, 10


@transaction.atomic
def note_usual(day: date) -> int:
    """Set ``usual_seconds`` of the day's strips from the same weekday of four weeks; how many were measured."""
    days = [day - timedelta(weeks=back) for back in range(1, WEEKS_BACK + 1)]
    served = Period.objects.filter(kind=Period.Kind.SERVING, ended_at__isnull=False, ticket__day__in=days)
    means = served.order_by().values("line").annotate(mean=served_seconds(F("line__minutes")), count=DONE)
    found = {row["line"]: round(row["mean"]) for row in means.filter(count__gte=LEAST)}
    lines = Line.objects.filter(pk__in=found, is_active=True)
    strips = [Strip(line=line, day=day, usual_seconds=found[line.pk]) for line in lines.order_by("pk")]
    Strip.objects.bulk_create(
        strips, update_conflicts=True, unique_fields=["line", "day"], update_fields=["usual_seconds"]
    )
    return len(strips)
