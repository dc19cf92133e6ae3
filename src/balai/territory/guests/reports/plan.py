"""The beginning of an adoption plan: a file that a Balai at home reads, and a person can read as well."""

import json
from typing import Any

from django.utils.translation import get_language

from balai.core.errors import NotVisible
from balai.core.ui.words import in_zone
from balai.territory.guests.report import Finding, Report
from balai.territory.innovations.api import as_facts, innovation

FORMAT, VERSION = "balai-rencana-adopsi", 1


def as_plan(report: Report) -> bytes:
    """The innovations that were seen, as they stand today, each with what the units found."""
    return (json.dumps(plan_of(report), ensure_ascii=False, indent=2) + "\n").encode()


def plan_of(report: Report) -> dict[str, Any]:
    """The content of the file."""
    visit = report.visit
    return {
        "format": FORMAT,
        "version": VERSION,
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
