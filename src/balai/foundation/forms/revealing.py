"""Answers with their identity numbers opened, for letters; the read is logged."""

from typing import Any

from django.db import models

from balai.core.actor import Actor
from balai.foundation.audit.api import log_read
from balai.foundation.forms.catalogue import get_form
from balai.foundation.forms.examine import Answers
from balai.foundation.forms.sealing import open_answer


def plain_values(actor: Actor, answers: Answers, *, subject: models.Model, why: str) -> dict[str, Any]:
    """The answers with NIK and family-card numbers plain, never to be stored; logged when there is one."""
    spec = get_form(answers.form_code, answers.form_version)
    sealed = [field for field in spec.fields() if field.is_secret and field.name in answers.values]
    if sealed:
        log_read(actor, subject=subject, what=" ".join(field.name for field in sealed), why=why)
    return {
        **answers.values,
        **{field.name: open_answer(field, answers.values[field.name]) for field in sealed},
    }
