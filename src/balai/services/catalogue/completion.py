"""What agencies have yet to write: services with the published parts that are open, and how far each agency is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.ui.administration import State
from balai.core.ui.words import local
from balai.services.catalogue.agencies import agency_slug
from balai.services.catalogue.models import Service, ServiceDraft
from balai.services.catalogue.policies import may_edit_all
from balai.services.catalogue.schema import open_parts
from balai.services.catalogue.selectors import with_booth
from balai.services.catalogue.words import STANDARD_TITLES


@dataclass(frozen=True)
class EditedService:
    """A service in the list of those who write it. ``open_parts`` are the titles of what is still to be written."""

    slug: str
    title: str
    pack: str
    is_open: bool
    has_draft: bool
    agency: str = ""
    agency_name: str = ""
    open_parts: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """True when all six published parts are written."""
        return not self.open_parts


@dataclass(frozen=True)
class Progress:
    """How many of an agency's services (of all agencies' with an empty ``slug``) are complete."""

    slug: str
    name: str
    complete: int
    total: int
    parts: int  # still to be written

    @property
    def percent(self) -> int:
        """The complete ones of a hundred, rounded down so that only everything is 100."""
        return 100 * self.complete // self.total if self.total else 100


@dataclass(frozen=True)
class Wanted:
    """Which services of a list: of an agency, with words in the name, only those with open parts."""

    agency: str = ""
    text: str = ""
    only_open: bool = False

    def keeps(self, row: EditedService) -> bool:
        """True for a service that is wanted."""
        return (
            self.agency in ("", row.agency)
            and all(word in row.title.lower() for word in self.text.lower().split())
            and not (self.only_open and row.is_complete)
        )


def edited_services(actor: Actor) -> list[EditedService]:
    """The services that the actor may write, by title, and those begun; three queries."""
    drafts = set(ServiceDraft.objects.values_list("code", flat=True))
    services = Service.objects.edited_by(actor).select_related("unit__booth").defer("search", "vocabulary")
    rows = [_edited(service, service.code in drafts) for service in services]
    return sorted([*rows, *(_begun() if may_edit_all(actor) else ())], key=lambda row: row.title)


def _edited(service: Service, has_draft: bool) -> EditedService:
    facts = with_booth(service)
    return EditedService(
        slug=service.slug,
        title=local(service.title),
        pack=service.pack,
        is_open=service.is_open,
        has_draft=has_draft,
        agency=agency_slug(service.unit.code) if service.unit else "",
        agency_name=service.unit.name if service.unit else "",
        open_parts=tuple(str(STANDARD_TITLES[part]) for part in open_parts(facts)),
    )


def _begun() -> Iterable[EditedService]:
    for draft in ServiceDraft.objects.filter(base__isnull=True):
        yield EditedService(draft.entry["slug"], local(draft.entry["title"]), "", False, True)


def progress_of(rows: Iterable[EditedService]) -> Progress:
    """How far all the services are that are given; closed ones do not count."""
    given = [row for row in rows if row.is_open]
    parts = sum(len(row.open_parts) for row in given)
    return Progress("", "", sum(row.is_complete for row in given), len(given), parts)


def progress_by_agency(rows: Iterable[EditedService]) -> list[Progress]:
    """How far each agency is, the one with most to do first."""
    grouped: dict[str, list[EditedService]] = {}
    for row in rows:
        if row.agency and row.is_open:
            grouped.setdefault(row.agency, []).append(row)
    found = [_progress(slug, mine) for slug, mine in grouped.items()]
    return sorted(found, key=lambda one: (-one.parts, one.name))


def _progress(slug: str, rows: list[EditedService]) -> Progress:
    whole = progress_of(rows)
    return Progress(slug, rows[0].agency_name, whole.complete, whole.total, whole.parts)


def standing(actor: Actor) -> State | None:
    """How complete the catalogue is, for the page of administration."""
    whole = progress_of(edited_services(actor))
    text = _("{complete} dari {total} lengkap").format(complete=whole.complete, total=whole.total)
    return State(text, waits=whole.parts > 0)
