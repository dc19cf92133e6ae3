"""Remind people that a letter of theirs ends soon: only those who consented to it."""

from datetime import date, timedelta

from django.db import transaction

from balai.core.actor import SYSTEM
from balai.foundation.documents.api import Ending, documents_ending
from balai.foundation.notices.api import notify
from balai.foundation.privacy.models import Processing
from balai.foundation.privacy.selectors import consenting
from balai.foundation.privacy.telling import LETTER_ENDS

PURPOSE = "pengingat-surat"
DAYS_BEFORE = 7


@transaction.atomic
def remind_of_letters(today: date) -> int:
    """Tell the owners of letters that end in a week; returns how many letters. Meant to be called once a day."""
    ending = documents_ending(today + timedelta(days=DAYS_BEFORE))
    willing = consenting(PURPOSE, [letter.owner_id for letter in ending])
    told = [letter for letter in ending if letter.owner_id in willing]
    for letter in told:
        _tell(letter)
    return len(told)


def _tell(letter: Ending) -> None:
    facts = {"title": letter.title, "number": letter.number, "day": letter.ends_on}
    entry = Processing.objects.get(code=PURPOSE)
    notify(
        SYSTEM, LETTER_ENDS.code, recipient_id=letter.owner_id, subject=entry, facts=facts, link=letter.link
    )
