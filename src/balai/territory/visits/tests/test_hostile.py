"""Requests, programmes and addresses of those who mean ill, or do not read: refused with words, nothing kept."""

from datetime import date
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from balai.core.errors import Invalid
from balai.foundation.accounts.testing import sign_in
from balai.territory.visits.access import DRAFT, FOLLOW, draft_token, follow_token
from balai.territory.visits.actions.draft import begin_draft
from balai.territory.visits.actions.plan import put_session
from balai.territory.visits.models import Delegation, RequestDraft, Session
from balai.territory.visits.tests.conftest import House, ask, at, session

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
EVIL = "<img src=x onerror=alert(7)>{{ 7 }}"
SENT = {
    "asal": "76.01", "leader_office": "Bupati", "purpose": "Keuangan desa", "people": "60", "units": "Bappeda",
    "first_day": "2026-03-09", "last_day": "2026-03-11", "contact_name": "Sekretaris",
    "contact_email": "ok@pasangkayu.example",
}  # fmt: skip


def send(**changes: Any) -> Any:
    """A request as a browser sends it, each from its own draft."""
    token = draft_token(begin_draft({"asal": "76.01"}))
    return Client(headers={"accept-language": "id"}).post(f"/kunjungan/ajukan/{token}/", {**SENT, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"people": "10000"}, {"people": "0"}, {"people": "-3"}, {"people": "enam puluh"},
        {"first_day": "2026-03-01"}, {"first_day": "2020-01-01", "last_day": "2020-01-02"},
        {"first_day": "2026-03-11", "last_day": "2026-03-09"}, {"last_day": "2026-03-30"},
        {"first_day": "9999-12-31", "last_day": "9999-12-31"}, {"first_day": "2028-03-20", "last_day": "2028-03-20"},
        {"units": "\n".join(f"Unit {n}" for n in range(61))}, {"units": " \n "}, {"units": "a" * 8001},
        {"topics": ["tiada"]}, {"asal": "99.99"}, {"asal": "", "origin_name": " "}, {"contact_email": "a@b\nBcc: c@d"},
        {"purpose": "a" * 1001}, {"purpose": ""},
    ],
    ids=str,
)  # fmt: skip
def test_a_request_that_cannot_be_is_refused(house: House, changes: dict[str, Any]) -> None:
    answer = send(**changes)
    assert (answer.status_code in {404, 422}, Delegation.objects.count()) == (True, 0)


def test_html_of_a_request_stays_text_for_guests_and_officers(house: House) -> None:
    names = ("leader_office", "purpose", "contact_name")
    answer = send(**{name: f"{name} {EVIL}" for name in names}, units=f"Dinas {EVIL}\nBappeda")
    visit = Delegation.objects.get()
    put_session(house.lead, visit.pk, session(title=f"Acara {EVIL}"))
    desk = sign_in(Client(headers={"accept-language": "id"}), house.coordinator)
    pages = ["", "riwayat/", f"{visit.pk}/", f"{visit.pk}/unit/", f"sesi/{Session.objects.get().pk}/"]
    found = [Client().get(answer["Location"]), *(desk.get(f"/kerja/kunjungan/{page}") for page in pages)]
    found.append(desk.get(f"/kerja/perkara/{visit.case_id}/"))
    for shown in found:
        text = shown.content.decode()
        assert (shown.status_code, "<img src=x" in text, "&lt;img src=x" in text) == (
            200,
            False,
            "{{ 7 }}" in text,
        )
    assert desk.get(f"/kerja/kunjungan/{visit.pk}/acara.pdf").content[:5] == b"%PDF-"
    assert desk.get(f"/kerja/kunjungan/{visit.pk}/kode.pdf").content[:5] == b"%PDF-"


def test_an_address_opens_what_it_was_made_for_only(house: House) -> None:
    """Those of another kind, of another visit with a changed letter, made elsewhere, or of nothing."""
    mine, theirs, draft = ask(), ask(people=5), begin_draft({})
    good, crossed = follow_token(mine), follow_token(theirs)
    body, _colon, mark = good.partition(":")
    forged = [
        f"{crossed.partition(':')[0]}:{mark}", f"{body}:{crossed.partition(':')[2]}", good[:-1], "x",
        signing.dumps(str(mine.pk), salt=DRAFT), signing.dumps(str(mine.pk), key="lain", salt=FOLLOW),
        signing.dumps("1", salt=FOLLOW), signing.dumps(str(draft.pk), salt=FOLLOW), str(mine.pk),
    ]  # fmt: skip
    for token in forged:
        for address in (f"/kunjungan/ikuti/{token}/", f"/kunjungan/ikuti/{token}/batal/"):
            assert Client().get(address).status_code == 404
            assert Client().post(address, {"reason": "x"}).status_code in {404, 405}
    assert Client().get(f"/kunjungan/ajukan/{good}/").status_code == 404
    assert set(Delegation.objects.values_list("state", flat=True)) == {"asked"}


def test_a_programme_keeps_its_order(house: House) -> None:
    visit = ask()
    for changes in (
        {"ends_at": at(9, 9)}, {"ends_at": at(9, 8)}, {"ends_at": at(10, 11)}, {"ends_at": at(8, 11)},
    ):  # fmt: skip
        with pytest.raises(Invalid):
            put_session(house.lead, visit.pk, session(**changes))
    desk = sign_in(Client(headers={"accept-language": "id"}), house.coordinator)
    sent = {
        "title": "Mal",
        "site": "mpp",
        "day": "2026-03-09",
        "starts": "11:00",
        "ends": "09:00",
        "people": "60",
    }
    for changes in (
        {},
        {"ends": "25:00"},
        {"site": "tiada", "ends": "12:00"},
        {"people": "10000", "ends": "12:00"},
    ):
        assert desk.post(f"/kerja/kunjungan/{visit.pk}/sesi/", {**sent, **changes}).status_code in {409, 422}
    visit.refresh_from_db()
    assert (Session.objects.count(), visit.first_day) == (0, None)


def test_one_draft_is_one_request_however_often_it_is_sent(house: House) -> None:
    token = draft_token(begin_draft({"asal": "76.01"}))
    answers = [Client().post(f"/kunjungan/ajukan/{token}/", SENT).status_code for _time in range(3)]
    assert (answers, Delegation.objects.count(), RequestDraft.objects.count()) == ([302, 404, 404], 1, 0)
    assert Delegation.objects.get().wished_first == date(2026, 3, 9)
