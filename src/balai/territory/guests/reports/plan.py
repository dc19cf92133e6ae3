"""The beginning of an adoption plan: a file that a Balai at home reads, and a person can read as well."""

import json
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.core.errors import NotVisible
from balai.core.ui.words import in_zone
from balai.territory.guests.report import Finding, Report
from balai.territory.innovations.api import (
    LONGEST_FINDING,
    MOST_FINDINGS,
    MOST_INNOVATIONS,
    PLAN_FORMAT,
    PLAN_VERSION,
    as_facts,
    innovation,
    require_fit,
    require_plan_size,
)


def as_plan(report: Report) -> bytes:
    """The innovations that were seen, as they stand today, each with what the units found.

    Raises Invalid rather than write what no Balai would read whole.
    """
    plan = plan_of(report)
    for one in plan["innovations"]:
        _require_fit(one)
    require_fit(_("Inovasi"), len(plan["innovations"]), MOST_INNOVATIONS)
    require_fit(_("Temuan"), len(plan["other"]), MOST_FINDINGS)
    content = (json.dumps(plan, ensure_ascii=False, indent=1) + "\n").encode()
    require_plan_size(len(content))
    return content


def _require_fit(entry: dict[str, Any]) -> None:
    found = entry["findings"]
    require_fit(_("Temuan tentang %(code)s") % {"code": entry["code"]}, len(found), MOST_FINDINGS)
    for one in found:
        what = _("Huruf dalam catatan %(unit)s yang belum digabung") % {"unit": one["unit"]}
        require_fit(what, max(map(len, one.values())), LONGEST_FINDING)


def plan_of(report: Report) -> dict[str, Any]:
    """The content of the file."""
    visit = report.visit
    return {
        "format": PLAN_FORMAT,
        "version": PLAN_VERSION,
        "language": (get_language() or "id")[:2],
        "made_at": report.made_at.isoformat(timespec="seconds"),
        "unit": report.unit,
        "visit": {
            "code": visit.code,
            "origin_code": visit.origin_code,
            "origin_name": visit.origin_name,
            "host_code": report.home.code,
            "host_name": report.home.name,
            "first_day": visit.first_day.isoformat() if visit.first_day else "",
            "last_day": visit.last_day.isoformat() if visit.last_day else "",
        },
        "innovations": [_innovation(code, report.about(code)) for code in report.topics],
        "other": [_finding(one) for one in report.findings if not one.session.topics],
    }


def _innovation(code: str, findings: list[Finding]) -> dict[str, Any]:
    try:
        facts = as_facts(innovation(code))
    except NotVisible:  # it was withdrawn; what the guests found is theirs all the same
        facts = {"code": code, "title": code}
    return {**facts, "findings": [_finding(one) for one in findings]}


def _finding(finding: Finding) -> dict[str, str]:
    on = in_zone(finding.session.starts_at)
    return {
        "unit": finding.unit,
        "session": finding.session.title,
        "on": f"{on:%Y-%m-%d}",
        **vars(finding.words),
    }
