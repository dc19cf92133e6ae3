"""Prepare, publish and take back the regency's look."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.core.ui.arms import Arms
from balai.core.ui.look import Look, TooClose, pack_look, too_close
from balai.foundation.audit.api import record
from balai.foundation.presentation.access import get_draft, get_published
from balai.foundation.presentation.dressing import dressed
from balai.foundation.presentation.events import DRAFT_DISCARDED, LOOK_DRAFTED, LOOK_PUBLISHED, LOOK_RESET
from balai.foundation.presentation.models import LookVersion
from balai.foundation.presentation.policies import require_keeper
from balai.foundation.presentation.selectors import draft, published
from balai.foundation.presentation.tokens import FIELDS, THEME_NAMES, named
from balai.foundation.regions import api as regions


@dataclass(frozen=True)
class LookFacts:
    """What an administrator chose. ``arms`` None keeps those of before, unless ``without_arms``."""

    name: str
    mark: str
    colours: dict[str, dict[str, str]]
    arms: Arms | None = None
    without_arms: bool = False


@transaction.atomic
def save_draft(actor: Actor, facts: LookFacts) -> UUID:
    """Write the draft. Raises NotAllowed, Invalid with the pairs that nobody could read."""
    require_keeper(actor)
    standing, base = draft(), pack_look()
    row = standing or _from(published())
    row.name = "" if facts.name == base.name else facts.name
    row.mark, row.author_name = facts.mark.upper(), actor.name
    row.colours = _own_colours(facts.colours, base)
    if facts.arms or facts.without_arms:
        row.arms = facts.arms.content if facts.arms else None
        row.arms_type = facts.arms.kind if facts.arms else ""
    _require_readable(row)
    row.save()
    record(actor, LOOK_DRAFTED, subject=row, changes=_changes(row))
    return row.pk


def _from(row: LookVersion | None) -> LookVersion:
    """A new draft that begins with what is published now."""
    if row is None:
        return LookVersion()
    return LookVersion(
        name=row.name, mark=row.mark, colours=row.colours, arms=row.arms, arms_type=row.arms_type
    )


def _own_colours(colours: dict[str, dict[str, str]], base: Look) -> dict[str, dict[str, str]]:
    own = {
        theme: {token: value for token, value in tokens.items() if value != base.colours[theme][token]}
        for theme, tokens in colours.items()
    }
    return {theme: tokens for theme, tokens in own.items() if tokens}


def _require_readable(row: LookVersion) -> None:
    faults: dict[str, str] = {}
    for pair in too_close(dressed(row, "")):
        faults.setdefault(_field_of(pair), _sentence(pair))
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _field_of(pair: TooClose) -> str:
    own = [f"{pair.theme}-{token}" for token in (pair.text, pair.paper)]
    return next((name for name in own if name in FIELDS), "")


def _sentence(pair: TooClose) -> str:
    ratio, bound = (f"{number:.1f}".replace(".", ",") for number in (pair.ratio, pair.bound))
    return _("{theme}: “{text}” di atas “{paper}” hanya {ratio}:1; perlu {bound}:1 supaya terbaca.").format(
        theme=THEME_NAMES[pair.theme],
        text=named(pair.text),
        paper=named(pair.paper),
        ratio=ratio,
        bound=bound,
    )


@transaction.atomic
def discard_draft(actor: Actor) -> None:
    """Throw the draft away; pages keep what they show. Raises NotAllowed, NotVisible."""
    row = get_draft(actor)
    record(actor, DRAFT_DISCARDED, subject=row)
    row.delete()


@transaction.atomic
def publish_draft(actor: Actor) -> UUID:
    """Let every page show the draft. Raises NotAllowed, NotVisible, Invalid."""
    row = get_draft(actor)
    _require_readable(row)
    row.published_at, row.author_name = timezone.now(), actor.name
    row.save(update_fields=["published_at", "author_name"])
    return _show(actor, row)


@transaction.atomic
def publish_again(actor: Actor, look_id: UUID) -> UUID:
    """Return to a look that was published before. Raises NotAllowed, NotVisible."""
    return _show(actor, get_published(actor, look_id))


@transaction.atomic
def back_to_pack(actor: Actor) -> None:
    """Let every page show the pack's look again; versions stay and can be taken up again. Raises NotAllowed."""
    require_keeper(actor)
    row = published()
    if row:
        regions.publish_version("look", None)
        record(actor, LOOK_RESET, subject=row)


def _show(actor: Actor, row: LookVersion) -> UUID:
    regions.publish_version("look", row.pk)
    record(actor, LOOK_PUBLISHED, subject=row, changes=_changes(row))
    return row.pk


def _changes(row: LookVersion) -> str:
    """What differs from the pack's look, in words."""
    count = sum(len(tokens) for tokens in row.colours.values())
    parts = [row.name, row.mark, _("{count} warna").format(count=count) if count else ""]
    parts.append(_("lambang") if row.arms else "")
    return ", ".join(filter(None, parts)) or _("seperti paketnya")
