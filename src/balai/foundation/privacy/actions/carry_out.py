"""Remove what is past its time, rule by rule, and report what stayed and why; a changed rule is tried dry first."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from balai.core.actor import SYSTEM, Actor
from balai.foundation.audit.api import record
from balai.foundation.privacy.events import RETENTION_DONE
from balai.foundation.privacy.models import RetentionRule, RetentionRun
from balai.foundation.privacy.policies import require_officer
from balai.foundation.privacy.sweepers import SWEEPERS


def try_retention(actor: Actor) -> list[RetentionRun]:
    """A dry run of every rule: what would go. Raises NotAllowed."""
    require_officer(actor)
    return [_run(rule, is_dry=True) for rule in RetentionRule.objects.all()]


def carry_out_retention() -> list[RetentionRun]:
    """The nightly run. A rule whose days were never tried dry is tried now, and carried out the next night."""
    return [_run(rule, is_dry=not _was_tried(rule)) for rule in RetentionRule.objects.all()]


def _was_tried(rule: RetentionRule) -> bool:
    return rule.runs.filter(is_dry=True, days=rule.days).exists()


@transaction.atomic
def _run(rule: RetentionRule, *, is_dry: bool) -> RetentionRun:
    sweeper, before = SWEEPERS[rule.code], timezone.now() - timedelta(days=rule.days)
    found = sweeper.count(before)
    kept = min(sweeper.kept(before), found)
    removed = 0 if is_dry else min(sweeper.remove(before), found - kept)
    run = RetentionRun.objects.create(
        rule=rule,
        days=rule.days,
        is_dry=is_dry,
        found=found,
        removed=removed,
        kept=kept,
        why_kept=sweeper.why if kept else "",
    )
    if removed:
        record(
            SYSTEM,
            RETENTION_DONE,
            subject=rule,
            code=rule.code,
            removed=removed,
            kept=kept,
            days=rule.days,
        )
    return run
