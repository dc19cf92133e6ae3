"""What a unit, or the whole delegation, takes home: notes in the order of the programme, and by innovation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from balai.foundation.regions.api import RegencyCard, regency
from balai.territory.guests import host
from balai.territory.guests.guest import Guest
from balai.territory.guests.notebook import Page, all_pages, own_pages
from balai.territory.guests.words import Words


@dataclass(frozen=True)
class Finding:
    """What a unit noted in a session. Texts of two phones that nobody joined stand together in it."""

    unit: str
    session: host.SessionCard
    words: Words
    is_damaged: bool


@dataclass(frozen=True)
class Chapter:
    """A session with what was noted in it."""

    session: host.SessionCard
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Report:
    """``unit`` is empty for the joint report of the delegation."""

    unit: str
    visit: host.DelegationCard
    home: RegencyCard
    made_at: datetime
    chapters: tuple[Chapter, ...]
    units: tuple[str, ...]

    @property
    def findings(self) -> list[Finding]:
        """All of them, in the order of the programme."""
        return [finding for chapter in self.chapters for finding in chapter.findings]

    @property
    def topics(self) -> list[str]:
        """The innovations that the noted sessions were about, in the order in which they came."""
        return list(dict.fromkeys(code for one in self.findings for code in one.session.topics))

    def about(self, code: str) -> list[Finding]:
        """What was noted in sessions about an innovation."""
        return [one for one in self.findings if code in one.session.topics]


def own_report(guest: Guest) -> Report:
    """The report of the guest's own room."""
    return _report(guest, guest.name, [(guest.name, page) for page in own_pages(guest).values()])


def joint_report(guest: Guest) -> Report:
    """The report of all rooms, for the leader. Raises NotAllowed."""
    return _report(guest, "", all_pages(guest))


def _report(guest: Guest, unit: str, pages: Iterable[tuple[str, Page]]) -> Report:
    noted: dict[object, list[tuple[str, Page]]] = {}
    for name, page in pages:
        noted.setdefault(page.session_id, []).append((name, page))
    sessions = [one for one in host.programme(guest.delegation_id) if one.id in noted]
    chapters = [Chapter(one, tuple(_findings(one, noted[one.id]))) for one in sessions]
    units = sorted({finding.unit for chapter in chapters for finding in chapter.findings})
    return Report(
        unit=unit,
        visit=host.delegation(guest.delegation_id),
        home=regency(),
        made_at=timezone.now(),
        chapters=tuple(chapters),
        units=tuple(units),
    )


def _findings(session: host.SessionCard, pages: list[tuple[str, Page]]) -> list[Finding]:
    ordered = sorted(pages, key=lambda each: each[0])
    return [Finding(name, session, page.words, page.is_damaged) for name, page in ordered]
