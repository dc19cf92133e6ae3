"""Jobs of data protection."""

import structlog
from procrastinate.contrib.django import app

from balai.foundation.privacy.actions.carry_out import carry_out_retention

log = structlog.get_logger(__name__)


@app.periodic(cron="53 19 * * *")
@app.task(name="privacy.retention", queueing_lock="privacy.retention", pass_context=False)
def carry_out(timestamp: int) -> None:
    """Every night (in Indonesia): remove what is past its time."""
    for run in carry_out_retention():
        log.info(
            "privacy.retention", rule=run.rule.code, dry=run.is_dry, found=run.found, removed=run.removed
        )
