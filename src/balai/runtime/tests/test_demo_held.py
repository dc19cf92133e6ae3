"""The invented delegation that has been here: who came, how it was, what was asked and spent."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_officer, sign_in
from balai.runtime import demo_held
from balai.territory.visits import figures, selectors
from balai.territory.visits.models import Delegation, Question, Rating, Session
from tests.house import settle, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(own_files: object) -> User:
    settle("dasar", "banyuwangi", "kunjungan", "inovasi", also=("16", "16.04"))
    demo_held.load(timezone.localdate())
    return make_officer("nina", "koordinator_kerjasama", unit("kerja-sama"))


def test_guests_are_visitors_once_and_what_they_spent_is_summed(keeper: User) -> None:
    today = timezone.localdate()
    (guests,) = figures.guests(today - timedelta(days=40), today)
    spent = sum((sum(amounts) for _nights, *amounts in demo_held.SPENT.values()), 0)
    assert (guests.people, guests.is_counted, guests.spent) == (26, True, Decimal(spent))
    assert (guests.nights, spent) == (1, 36_000_000)


def test_each_session_tells_who_came_and_how_it_was(keeper: User) -> None:
    client = sign_in(Client(), keeper)
    sessions = list(Session.objects.order_by("starts_at"))
    assert [len(selectors.present(one)) for one in sessions] == [5, 5, 4]
    assert [unit.name for unit in selectors.absent(sessions[2])] == ["Dinas Pariwisata"]
    page = client.get(f"/kerja/kunjungan/sesi/{sessions[1].pk}/").content.decode()
    for told in ("satu nomor antrean", "Siapa yang membayar petugas loket", "jawaban fiktif"):
        assert told in page
    assert ("Batalkan sesi" in page, "Lepas" in page) == (
        False,
        False,
    )  # nothing of what is over is called off


def test_all_of_it_says_that_it_is_invented(keeper: User) -> None:
    visit = Delegation.objects.get()
    assert "fiktif" in visit.source
    texts = [visit.purpose, visit.result, *Session.objects.values_list("title", flat=True)]
    texts += [*Question.objects.values_list("text", flat=True), *filter(None, _said())]
    assert [text for text in texts if "fiktif" not in text] == []


def _said() -> Any:
    return Rating.objects.values_list("text", flat=True)
