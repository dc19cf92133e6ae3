"""What the demo adopts and who adopts from it. All of it is invented and says so: each title, figure and source."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.clock import after_months
from balai.core.signed import canonical, sign_letter
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.packs import api as packs
from balai.runtime.demo_cases import actor_named
from balai.runtime.demo_plans import STORIES, Gauge, Story, Work
from balai.territory.adoption import api as adoption
from balai.territory.innovations import api as innovations

HOME, KEEPER, WRITER = "35.10", "kerjasama", "kabid.dpmptsp"
IDEA = {
    "title": {"id": "Izin diantar ke rumah (fiktif)", "en": "Permits brought home (invented)"},
    "summary": {
        "id": "Izin yang selesai diantar kurir desa (fiktif).",
        "en": "Finished permits come by courier (invented).",
    },
    "problem": {
        "id": "Pelaku usaha di dusun jauh datang dua kali: memohon dan mengambil (fiktif).",
        "en": "Businesses far away come twice: to ask and to fetch (invented).",
    },
}
INVENTED = "Angka fiktif untuk demo"
LETTERS = ("surat-desa", "smart-kampung", {"id": "Smart Kampung (fiktif)", "en": "Smart Kampung (invented)"})
WAIT = (
    {"id": "Waktu warga untuk surat keterangan usaha", "en": "Time of a citizen for a business letter"},
    {"id": "menit", "en": "minutes"},
)


@dataclass(frozen=True)
class Report:
    """A regency that runs a pack of ours since so many days; minutes before and after where it shares them."""

    regency: str
    days: int
    minutes: tuple[int, int] | None = None


# never 72.10: a second installation on the same machine is Sigi, and reports with a key of its own
REPORTS = (Report("64.02", 400, (180, 35)), Report("35.03", 260, (95, 20)), Report("82.03", 90))


def load(regency_code: str) -> int:
    """Add plans and adopters once, in Banyuwangi only. Returns how many plans."""
    if regency_code != HOME or adoption.has_plans():
        return 0
    keeper = actor_named(KEEPER)
    with transaction.atomic():
        for story in STORIES:
            _tell(keeper, story)
        for report in REPORTS:
            _report(report)
        _idea(actor_named(WRITER))
    return len(STORIES)


def _idea(writer: Actor) -> None:
    """An idea of an agency that waits for its reviewers."""
    draft = innovations.begin_innovation(writer, "loket-antar", IDEA["title"])
    innovations.change_innovation(writer, draft, {**draft.definition, **IDEA})
    innovations.send_innovation(writer, innovations.begin_innovation(writer, "loket-antar"))


def _tell(keeper: Actor, story: Story) -> None:
    code, name = story.origin
    origin = adoption.Origin("file" if story.findings else "own", code, name, findings=story.findings)
    plan = adoption.begin_plan(keeper, adoption.read_entry(_entry(story)), origin)
    unit_id = _unit(story.unit) if story.unit else None
    for need, told in zip(adoption.needs_of(plan), story.needs, strict=True):
        if told.standing != "unknown":
            adoption.judge(keeper, need.pk, told.standing, told.note)
    for work in story.works:
        _work(keeper, plan, work)
    for result, gauge in zip(adoption.results_of(plan), story.gauges, strict=True):
        _measure(keeper, result, gauge)
    adoption.change_plan(keeper, plan.pk, adoption.PlanFacts(unit_id, story.state, story.why, story.share))


def _entry(story: Story) -> dict[str, Any]:
    year = timezone.localdate().year - 1
    return {
        "code": story.code,
        "title": story.title,
        "summary": story.problem,
        "problem": story.problem,
        "stage": "practice",
        "needs": [{"kind": need.kind, "text": need.text} for need in story.needs],
        "evidence": [
            {
                "indicator": one.indicator,
                "unit": one.unit,
                "before": one.theirs[0],
                "after": one.theirs[1],
                "on": f"{year}",
                "source": INVENTED,
            }
            for one in story.gauges
        ],
    }


def _unit(slug: str) -> Any:
    return unit_by_code(f"{HOME}/{slug}").id


def _work(keeper: Actor, plan: Any, work: Work) -> None:
    month = after_months(timezone.localdate().replace(day=1), work.months)
    closes = adoption.needs_of(plan)[work.closes - 1].pk if work.closes else None
    facts = adoption.StepFacts(work.text, _unit(work.unit), month, Decimal(work.cost), work.pack, closes)
    step = adoption.put_step(keeper, plan.pk, facts)
    if work.progress != "todo":
        adoption.tell_progress(keeper, step.pk, work.progress, work.note)


def _measure(keeper: Actor, result: Any, gauge: Gauge) -> None:
    before, after = gauge.ours
    if before is None or after is None:
        return
    today = timezone.localdate()
    days = (today - timedelta(days=330), today - timedelta(days=15))
    measured = adoption.Measured(Decimal(before), days[0], Decimal(after), days[1], INVENTED)
    adoption.measure(keeper, result.pk, measured)


def _report(report: Report) -> None:
    """Told through the same door as a real report, under a key that is thrown away."""
    pack, code, title = LETTERS
    released = packs.release_cards(pack)
    if not released:
        return
    day = timezone.localdate() - timedelta(days=report.days)
    plan = {"code": code, "title": title, "state": "done", "evidence": _evidence(report, day)}
    letter = {
        "format": packs.FORMAT,
        "to": packs.our_key(),
        "regency": report.regency,
        "pack": pack,
        "version": released[0].version,
        "installed_on": day.isoformat(),
        "at": timezone.now().isoformat(timespec="seconds"),
        "succession": [],
        "facts": {adoption.FACTS: {"plans": [plan]}},
    }
    packs.take_report(canonical(sign_letter(Ed25519PrivateKey.generate(), packs.ADOPTION, letter)))


def _evidence(report: Report, since: date) -> list[dict[str, Any]]:
    if report.minutes is None:
        return []
    (indicator, unit), (before, after) = WAIT, report.minutes
    on = (since + timedelta(days=60)).isoformat()
    return [
        {"indicator": indicator, "unit": unit, "before": before, "after": after, "on": on, "source": INVENTED}
    ]
