"""Jobs of data protection."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from balai.foundation.privacy.actions.carry_out import carry_out_retention
from balai.foundation.privacy.actions.erase import finish_erasures as finish
from balai.foundation.privacy.actions.remind import remind_of_letters

log = structlog.get_logger(__name__)


@app.periodic(cron="53 19 * * *")
@app.task(name="privacy.retention", queueing_lock="privacy.retention", pass_context=False)
def carry_out(timestamp: int) -> None:
    """Every night (in Indonesia): remove what is past its time."""
    for run in carry_out_retention():
        log.info(
            "privacy.retention",
            rule=run.rule.code,
            dry=run.is_dry,
            found=run.found,
            removed=run.removed,
            kept=run.kept,
        )


@app.periodic(cron="*/5 * * * *")
@app.task(name="privacy.finish_erasures", queueing_lock="privacy.finish_erasures", pass_context=False)
def finish_erasures(timestamp: int) -> None:
    """Every five minutes: accounts whose owners have been told that everything else is gone."""
    if count := finish():
        log.info("privacy.accounts_erased", count=count)


@app.periodic(cron="11 1 * * *")
@app.task(name="privacy.remind", queueing_lock="privacy.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Every morning (in Indonesia): letters that end in a week, for those who consented."""
    log.info("privacy.reminded", letters=remind_of_letters(timezone.localdate()))
