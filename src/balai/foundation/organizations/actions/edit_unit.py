"""Keep the data of a unit: address and letterhead, service hours, posts."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.audit.api import record
from balai.foundation.organizations.access import get_unit
from balai.foundation.organizations.cards import UnitFacts
from balai.foundation.organizations.events import HOURS_SET, POST_ADDED, UNIT_EDITED
from balai.foundation.organizations.hours import DAYS, Week, write_period
from balai.foundation.organizations.models import Post, ServiceHours


@dataclass(frozen=True)
class NewPost:
    """A post and the role that it gives."""

    title: str
    role_code: str
    is_head: bool = False


@transaction.atomic
def edit_unit(actor: Actor, unit_id: UUID, facts: UnitFacts) -> tuple[str, ...]:
    """Bring the unit's data to the facts; returns what changed. Raises NotVisible, NotAllowed."""
    unit = get_unit(actor, unit_id, to="manage")
    changed = tuple(name for name, value in asdict(facts).items() if getattr(unit, name) != value)
    for name in changed:
        setattr(unit, name, getattr(facts, name))
    if changed:
        unit.save(update_fields=changed)
        facts_text = ", ".join(changed)
        record(
            actor, UNIT_EDITED, subject=unit, unit_id=unit.pk, region_code=unit.region_id, fields=facts_text
        )
    return changed


@transaction.atomic
def set_hours(actor: Actor, unit_id: UUID, week: Week) -> None:
    """Give the unit hours of its own; an empty week returns it to the usual ones of its kind.

    Deadlines that are running keep their date. Raises NotVisible, NotAllowed.
    """
    unit = get_unit(actor, unit_id, to="manage")
    unit.hours.all().delete()
    rows = [
        ServiceHours(unit=unit, weekday=day, opens=opens, closes=closes)
        for day, periods in week.items()
        for opens, closes in periods
    ]
    ServiceHours.objects.bulk_create(rows)
    days = [f"{DAYS[day]} {', '.join(map(write_period, periods))}" for day, periods in week.items()]
    text = "; ".join(days) or _("mengikuti jam baku")
    record(actor, HOURS_SET, subject=unit, unit_id=unit.pk, region_code=unit.region_id, hours=text)


@transaction.atomic
def add_post(actor: Actor, unit_id: UUID, new: NewPost) -> UUID:
    """Add a post. Raises NotVisible, NotAllowed, Invalid when the title or the head stands already."""
    unit = get_unit(actor, unit_id, to="manage")
    title = new.title.strip()
    if not title:
        raise Invalid(_("Tulis nama jabatannya."), {"title": _("Tulis nama jabatannya.")})
    last = unit.posts.values_list("order", flat=True).last() or 0
    try:
        with transaction.atomic():
            post = Post.objects.create(
                unit=unit, title=title, role_code=new.role_code, is_head=new.is_head, order=last + 10
            )
    except IntegrityError as error:
        sentence = _("Unit ini sudah mempunyai jabatan itu.")
        if "post_one_head" in str(error):
            sentence = _("Unit ini sudah mempunyai jabatan kepala.")
        raise Invalid(sentence, {"title": sentence}) from error
    record(actor, POST_ADDED, subject=unit, unit_id=unit.pk, region_code=unit.region_id, title=title)
    return post.pk
