"""Consent: only where it is the basis, ended at once, and what it allowed ends with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from balai.foundation.audit.api import events_of
from balai.foundation.cases.tests.cast import Cast, client_of
from balai.foundation.documents.api import Ending
from balai.foundation.notices.models import Notice
from balai.foundation.privacy.actions import remind
from balai.foundation.privacy.models import Consent, Processing
from balai.foundation.privacy.tests.office import Office

pytestmark = pytest.mark.django_db
PAGE = "/akun/data-saya/persetujuan/"


@pytest.fixture
def _ending(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter of the citizen and one of somebody else end in a week."""
    day = timezone.localdate() + timedelta(days=remind.DAYS_BEFORE)
    people = (cast.citizen.user_id, cast.outsider.user_id)
    letters = [Ending(one, "Surat Uji", "470/001", day, "/v/UJI") for one in people]
    monkeypatch.setattr(remind, "documents_ending", lambda on: letters if on == day else [])


def test_consent_is_given_and_withdrawn_with_its_words(cast: Cast, office: Office) -> None:
    client = client_of(cast.citizen)
    assert client.post(PAGE, {"purpose": "pengingat-surat", "answer": "yes"}).status_code == 302
    assert client.post(PAGE, {"purpose": "pengingat-surat", "answer": "yes"}).status_code == 302
    row = Consent.objects.get()
    assert (row.person_id, row.withdrawn_at) == (cast.citizen.user_id, None)
    assert row.words == Processing.objects.get(code="pengingat-surat").facts
    assert "Anda setuju" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"purpose": "pengingat-surat", "answer": "no"}).status_code == 302
    assert client.post(PAGE, {"purpose": "pengingat-surat", "answer": "no"}).status_code == 404
    names = [event.name for event in events_of(row.pk)]
    assert names == ["privacy.consent_given", "privacy.consent_withdrawn"]


def test_nobody_consents_to_what_rests_on_the_law(cast: Cast, office: Office) -> None:
    answer = client_of(cast.citizen).post(PAGE, {"purpose": "permohonan", "answer": "yes"})
    assert answer.status_code == 404
    assert not Consent.objects.exists()


@pytest.mark.usefixtures("_ending")
def test_only_those_who_consent_are_reminded(cast: Cast, office: Office) -> None:
    client, today = client_of(cast.citizen), timezone.localdate()
    assert remind.remind_of_letters(today) == 0
    client.post(PAGE, {"purpose": "pengingat-surat", "answer": "yes"})
    assert remind.remind_of_letters(today) == 1
    notice = Notice.objects.get(kind="privacy.letter_ends")
    assert (notice.recipient_id, notice.facts["number"], notice.link) == (
        cast.citizen.user_id, "470/001", "/v/UJI",
    )  # fmt: skip
    client.post(PAGE, {"purpose": "pengingat-surat", "answer": "no"})
    assert remind.remind_of_letters(today) == 0


@pytest.mark.usefixtures("_ending")
def test_consent_carries_nothing_once_it_is_not_the_basis(cast: Cast, office: Office) -> None:
    client_of(cast.citizen).post(PAGE, {"purpose": "pengingat-surat", "answer": "yes"})
    row = Processing.objects.get(code="pengingat-surat")
    row.edited = {**row.original, "basis": "public_task"}
    row.save()
    assert remind.remind_of_letters(timezone.localdate()) == 0
    assert "Tidak ada yang memerlukan persetujuan" in client_of(cast.citizen).get(PAGE).content.decode()
