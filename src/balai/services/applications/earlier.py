"""What an applicant handed in before, as ``forms`` offers it again."""

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.foundation.cases.api import Remembered, remembered
from balai.foundation.forms.api import DraftCard, Earlier
from balai.services.applications.actions.submit import CASE
from balai.services.applications.purpose import read_purpose


def earlier_of(actor: Actor, draft: DraftCard) -> list[Earlier]:
    """The latest applications of whoever the draft is for; nothing for a visitor, and for a correction."""
    purpose = read_purpose(draft.purpose)
    person_id = purpose.applicant_id or actor.user_id
    if person_id is None or purpose.case_id:
        return []
    return [
        Earlier(
            source=_("permohonan {code}").format(code=one.code),
            day=one.day,
            person_id=person_id,
            kind=CASE,
            subject_id=one.case_id,
            form_code=one.form_code,
            form_version=_version(one),
            values=one.answers,
        )
        for one in remembered(actor, person_id)
    ]


def _version(one: Remembered) -> int:
    return int(one.form_version) if one.form_version.isdigit() else 0
