"""Two at once: signatories of one side, workers of one day, answers that settle a remark."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from balai.core.errors import BalaiError
from balai.foundation.cases.models import Case
from balai.foundation.notices.models import Notice
from balai.foundation.regions.api import today
from balai.territory.agreements import api
from balai.territory.agreements.access import Voice
from balai.territory.agreements.actions import keep_duties, remind, sign
from balai.territory.agreements.actions.write_text import answer
from balai.territory.agreements.models import Agreement, Draft, Obligation, Reminder, Signature, Stage
from balai.territory.agreements.tests.conftest import House, begun, build, draft_of, partner, side

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "witness"])


@pytest.fixture
def committed(transactional_db: None) -> House:
    return build()


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each got that began at the same moment, or the name of its refusal."""
    ready, results = threading.Barrier(len(acts), timeout=20), [None] * len(acts)

    def run(place: int) -> None:
        try:
            ready.wait()
            results[place] = acts[place]()
        except BalaiError as refusal:
            results[place] = type(refusal).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(40)
    return results


def test_two_at_once(committed: House) -> None:
    """One house for all of them: building it is what costs."""
    one_signature_a_side(committed)
    one_reminder_a_day(committed)
    one_task_a_late_duty(committed)
    both_last_answers_count(committed)


def one_signature_a_side(house: House) -> None:
    agreement = begun(house)
    voice = api.own_voice(house.keeper, agreement.pk)
    api.write_text(voice, "## Pasal 1\nIsi", 0)
    Agreement.objects.filter(pk=agreement.pk).update(stage=Stage.SIGNATURE)
    own, regent = side(agreement, 1), house.regent
    got = together(*(lambda: sign.sign_party(regent, own.pk).is_own for _ in range(2)))
    assert sorted(got, key=str) == ["Conflict", True]
    assert Signature.objects.filter(party=own).count() == 1


def one_reminder_a_day(house: House) -> None:
    signed = api.SignedDraft(
        draft_of(house, title="Segera berakhir", months=None), today() - timedelta(days=100), (partner("Blora"),),
        ends_on=today() + timedelta(days=30),
    )  # fmt: skip
    api.record_signed(house.keeper, signed)
    got = together(*(lambda: remind.remind_of_endings(today()) for _ in range(2)))
    assert sum(got) == 1
    assert (Reminder.objects.count(), Notice.objects.filter(kind="agreements.ending").count()) == (1, 1)


def one_task_a_late_duty(house: House) -> None:
    agreement = begun(house)
    api.add_duty(
        house.keeper, agreement.pk, api.DutyDraft(side(agreement, 1).pk, "Kirim", today() - timedelta(days=1))
    )
    before = Case.objects.unscoped().count()
    got = together(*(lambda: keep_duties.bring_late_ones(today()) for _ in range(2)))
    assert sum(got) == 1
    assert Case.objects.unscoped().count() == before + 1
    assert Obligation.objects.filter(agreement=agreement, case_id__isnull=False).count() == 1


def both_last_answers_count(house: House) -> None:
    """Two sides accept at once: both answers count, and the wording is taken over once."""
    agreement = begun(house, partner("Trenggalek"), partner("Banjar"))
    voices = [Voice(house.keeper, agreement, side(agreement, place)) for place in (1, 2, 3)]
    api.write_text(voices[0], "## Pasal 1\nIsi", 0)
    remark = api.remark(voices[0], api.Said("k1", "Tegaskan", "Isi yang tegas"))
    together(*(lambda voice=voice: answer(voice, remark.pk, True) for voice in voices[1:]))
    remark.refresh_from_db()
    assert (remark.state, remark.verdicts.count()) == ("accepted", 2)
    assert list(Draft.objects.filter(agreement=agreement).values_list("version", flat=True)) == [2, 1]
