"""The whole path over HTTP: asked by somebody without an account, planned, confirmed with a letter, held, judged."""

import re

import pytest
from django.test import Client

from balai.core.errors import Invalid
from balai.foundation.accounts.testing import sign_in
from balai.foundation.audit.api import events_of
from balai.foundation.cases.api import ActInput, act, available_actions_of
from balai.foundation.cases.models import Case
from balai.foundation.notices.models import Notice
from balai.territory.visits import api
from balai.territory.visits.models import Delegation, Host, RequestDraft, Seat, Session, SiteDay
from balai.territory.visits.tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
REQUEST = {
    "leader_office": "Bupati",
    "topics": ["smart-kampung"],
    "purpose": "Keuangan desa",
    "people": "60",
    "units": "Bappeda\nDinas PMD\nDesa Ako",
    "first_day": "2026-03-09",
    "last_day": "2026-03-11",
    "contact_name": "Sekretaris Contoh",
    "contact_email": "ok@pasangkayu.example",
}


def send(client: Client) -> str:
    """Ask for a visit as a browser without JavaScript does; the address to follow it."""
    assert "Kabupaten Pasangkayu" in client.get("/kunjungan/asal/", {"q": "pasangkayu"}).content.decode()
    begun = client.post("/kunjungan/mulai/", {"asal": "76.01"})["Location"]
    assert client.post(begun, {"asal": "76.01", "people": "60"}).status_code == 422
    return client.post(begun, {**REQUEST, "asal": "76.01"})["Location"]


def test_all_that_is_wrong_is_told_at_once(house, client) -> None:
    begun = client.post("/kunjungan/mulai/", {"asal": "76.01"})["Location"]
    wrong = {**REQUEST, "asal": "76.01", "people": "0", "first_day": "2020-01-01", "contact_email": "bukan"}
    refused = client.post(begun, wrong)
    page = refused.content.decode()
    assert refused.status_code == 422
    for sentence in ("Sekurangnya satu orang.", "Pilih hari yang akan datang.", "Tulis alamat lengkap"):
        assert sentence in page
    assert ('value="bukan"' in page, Delegation.objects.count()) == (True, 0)


def press(house, visit: Delegation, action: str, reason: str = "") -> None:
    act(house.lead, visit.case_id, action, ActInput(reason=reason))


@pytest.fixture
def desk(house) -> Client:
    return sign_in(Client(headers={"accept-language": "id"}), house.coordinator)


def put_a_session(house, desk: Client, visit: Delegation) -> Session:
    """The mall on the first day, to be received by its coordinator."""
    facts = {
        "site": "mpp",
        "day": "2026-03-09",
        "starts": "09:00",
        "ends": "11:00",
        "title": "Mal",
        "people": "60",
    }
    made = desk.post(f"/kerja/kunjungan/{visit.pk}/sesi/", facts)
    session = Session.objects.get()
    assert made["Location"] == f"/kerja/kunjungan/sesi/{session.pk}/"
    assert Seat.objects.values_list("day__site__code", "people").get() == ("mpp", 60)
    unit, page = str(session.site.unit_id), f"/kerja/kunjungan/sesi/{session.pk}/minta/"
    assert "Dewi Anjani" in desk.get(page, {"unit": unit}).content.decode()
    desk.post(page, {"unit": unit, "person": str(house.mall.pk), "task": "Antrean"})
    assert Notice.objects.get(kind="visits.invited").recipient_id == house.mall.pk
    return session


def agree(house) -> None:
    """The host reads the invitation and says yes."""
    mall, host = sign_in(Client(headers={"accept-language": "id"}), house.mall), Host.objects.get()
    page = f"/kerja/kunjungan/menerima/{host.pk}/"
    assert "Menunggu jawaban Anda" in mall.get("/kerja/kunjungan/menerima/").content.decode()
    assert mall.post(page, {"state": "refused"}).status_code == 409
    assert mall.post(page, {"state": "agreed"}).status_code == 302
    assert Host.objects.get().state == "agreed"


def test_a_request_without_an_account(house, client, desk) -> None:
    assert client.get("/kunjungan/").status_code == 200
    follow = send(client)
    visit = Delegation.objects.get()
    assert (visit.state, visit.origin_name, visit.units.count()) == ("asked", "Kabupaten Pasangkayu", 3)
    assert RequestDraft.objects.count() == 0
    told = Notice.objects.get(kind="visits.received")
    assert (told.reader_email, told.recipient_id) == ("ok@pasangkayu.example", None)
    assert told.link.startswith("/kunjungan/ikuti/")
    assert "Diperiksa" in client.get(follow).content.decode()
    assert client.get(f"{follow}surat/").status_code == 404
    assert "Kabupaten Pasangkayu" in desk.get("/kerja/kunjungan/").content.decode()
    assert "Keuangan desa" in desk.get(f"/kerja/perkara/{visit.case_id}/").content.decode()


def test_a_visit_is_not_confirmed_before_its_hosts_have_agreed(house, client, desk) -> None:
    send(client)
    visit = Delegation.objects.get()
    press(house, visit, "terima")
    put_a_session(house, desk, visit)
    with pytest.raises(Invalid, match="Belum bersedia: Dewi Anjani"):
        press(house, visit, "acara-selesai")
    with pytest.raises(Invalid):
        press(house, visit, "tanpa-jawaban")  # without a reason
    page = f"/kerja/perkara/{visit.case_id}/tindakan/acara-selesai/"
    case = Case.objects.unscoped().get(pk=visit.case_id)
    refused = desk.post(page, {"version": case.version, "seen_version": case.version})
    assert (refused.status_code, "Belum bersedia" in refused.content.decode()) == (422, True)
    press(house, visit, "tanpa-jawaban", "Dewi setuju lewat telepon")
    told = [event for event in events_of(visit.pk) if event.name == "visits.without_hosts"]
    assert "Dewi setuju lewat telepon" in told[0].sentence
    press(house, visit, "kembali-menyusun", "Acaranya diubah lagi")
    agree(house)
    with pytest.raises(Invalid, match="sudah bersedia"):
        press(house, visit, "tanpa-jawaban", "Sekali lagi lewat telepon")
    press(house, visit, "acara-selesai")
    Host.objects.update(state="other", offered_at=at(10, 9))  # meanwhile another time is proposed
    with pytest.raises(Invalid, match="Belum bersedia"):
        press(house, visit, "konfirmasi")


def test_from_the_request_to_the_letter(house, client, desk) -> None:
    follow = send(client)
    visit = Delegation.objects.get()
    press(house, visit, "terima")
    session = put_a_session(house, desk, visit)
    agree(house)
    press(house, visit, "acara-selesai")
    press(house, visit, "konfirmasi")
    visit.refresh_from_db()
    assert (visit.state, str(visit.first_day), str(visit.last_day)) == (
        "confirmed",
        "2026-03-09",
        "2026-03-09",
    )
    assert (SiteDay.objects.get().taken, session.starts_at) == (60, at(9, 9))
    page = client.get(follow).content.decode()
    assert ("Terkonfirmasi" in page, "Mal Pelayanan Publik" in page) == (True, True)
    letter = client.get(f"{follow}surat/")
    assert (letter["Content-Type"], letter.content[:5]) == ("application/pdf", b"%PDF-")
    verify = re.search(r'href="[^"]*(/v/[^"]+)"', page)
    assert verify is not None
    assert client.get(verify[1]).status_code == 200
    assert [row.title for row in api.programme(visit.pk)] == ["Mal"]
    assert {one.code for one in available_actions_of(house.lead, visit.case_id)} == {
        "jadwalkan-ulang",
        "batalkan",
    }
    for sheet in ("acara.pdf", "kode.pdf"):
        assert desk.get(f"/kerja/kunjungan/{visit.pk}/{sheet}").content[:5] == b"%PDF-"
