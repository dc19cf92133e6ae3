"""Our side signs at the ceremony by BSrE: it refuses, breaks, stalls; nothing is half signed, a second try holds."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from balai.foundation.accounts.models import User
from balai.foundation.documents import api as documents
from balai.foundation.documents import tasks
from balai.foundation.documents.models import Document, DocumentFile, Handover
from balai.foundation.documents.models import Signature as Block
from balai.foundation.documents.tests.pdfs import pdfsig
from balai.foundation.documents.tests.test_bsre import Desk, Gateway
from balai.territory.agreements.models import Agreement, Signature
from balai.territory.agreements.tests.conftest import House, side
from balai.territory.agreements.tests.test_ceremony import VALID, agreement, on_paper, seated, uploaded
from balai.territory.agreements.tests.test_life import scan
from tests.outsiders import person

__all__ = ["agreement"]
pytestmark = pytest.mark.django_db(databases=["default", "witness"])
SECRET = "sandi-sertifikat"


@pytest.fixture
def gateway(settings: Any, house: House) -> Iterator[Gateway]:
    server = Gateway(("127.0.0.1", 0), Desk)
    server.asked, server.field = [], "TandaTangan2"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.BALAI_TEST_USER = house.regent.user_id
    settings.DOCUMENT_SIGNER = "bsre"
    url = f"http://127.0.0.1:{server.server_address[1]}"
    settings.BSRE = {"url": url, "user": "balai", "password": "rahasia", "timeout": 0.5}
    User.objects.filter(pk=house.regent.user_id).update(nik="3510240101700001")
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The jobs that would run, and no waiting between attempts."""
    jobs: list[dict[str, str]] = []
    monkeypatch.setattr(tasks.sign_outside, "defer", lambda **arguments: jobs.append(arguments))
    monkeypatch.setattr(tasks, "PAUSE_SECONDS", 0)
    return jobs


def pressed(house: House, agreement: Agreement, passphrase: str = SECRET) -> Any:
    own = f"/kerja/kerja-sama/pihak/{side(agreement, 1).pk}/tanda-tangan/"
    return house.at("regent").post(own, {"passphrase": passphrase})


def shown(house: House, agreement: Agreement, name: str = "regent") -> str:
    return house.at(name).get(f"/kerja/kerja-sama/{agreement.pk}/upacara/").content.decode()


@pytest.mark.parametrize(
    ("mood", "sentence", "calls"),
    [
        ("refuse", "BSrE menolak: Passphrase salah", 1),
        ("lie", "bukan dokumen yang dikirim", 1),
        ("breaks", "BSrE menolak: 502", 3),
        ("stall", "Layanan BSrE tidak menjawab", 3),
    ],
)
def test_a_failure_leaves_the_ceremony_as_it_was(
    mood: str, sentence: str, calls: int, gateway: Gateway, queued: list[dict[str, str]], house: House,
    agreement: Agreement, tmp_path: Any,
) -> None:  # fmt: skip
    guests = seated(house, agreement)
    assert uploaded(guests[2], person("Bupati Pasangkayu", None), "TandaTangan1").status_code == 302
    before = documents.file_to_sign(Document.objects.get().pk)
    assert pressed(house, agreement, "").status_code == 422
    gateway.mood = mood
    assert pressed(house, agreement).status_code == 302
    assert "BSrE diminta menandatangani" in shown(house, agreement)
    assert (gateway.asked, SECRET in shown(house, agreement)) == ([], False)
    tasks.sign_outside.func(**queued[0])
    assert len(gateway.asked) == calls
    assert (Signature.objects.count(), documents.file_to_sign(Document.objects.get().pk)) == (1, before)
    page = shown(house, agreement)
    assert (sentence in page, "tandatangani sekali lagi" in page, 'name="passphrase"' in page) == (True,) * 3
    assert sentence in shown(house, agreement, "keeper")
    gateway.mood = "sign"
    assert pressed(house, agreement).status_code == 302
    tasks.sign_outside.func(**queued[1])
    assert [one.way for one in Signature.objects.order_by("party__place")] == ["certificate", "outside"]
    assert Handover.objects.count() == 0
    seen = pdfsig(documents.file_to_sign(Document.objects.get().pk), tmp_path)
    assert [one.signature for one in seen] == [VALID, VALID, ""]  # Sigi's place is still empty


def test_a_job_that_was_killed_can_be_asked_again(
    gateway: Gateway, queued: list[dict[str, str]], house: House, agreement: Agreement
) -> None:
    """The passphrase is taken, the machine goes down: after a while the side signs once more."""
    guests = seated(house, agreement)
    assert uploaded(guests[2], person("Bupati Pasangkayu", None), "TandaTangan1").status_code == 302
    assert pressed(house, agreement).status_code == 302
    assert 'name="passphrase"' not in shown(house, agreement)
    Handover.objects.all().delete()
    Block.objects.update(asked_at=timezone.now() - timedelta(minutes=4))
    assert 'name="passphrase"' in shown(house, agreement)
    assert pressed(house, agreement).status_code == 302
    tasks.sign_outside.func(**queued[1])
    tasks.sign_outside.func(**queued[0])  # the first one comes back after all
    assert (Signature.objects.filter(way="certificate").count(), len(gateway.asked)) == (1, 1)
    assert DocumentFile.objects.count() == 3


def test_paper_wins_over_an_answer_that_comes_too_late(
    gateway: Gateway, queued: list[dict[str, str]], house: House, agreement: Agreement
) -> None:
    guests = seated(house, agreement)
    assert uploaded(guests[2], person("Bupati Pasangkayu", None), "TandaTangan1").status_code == 302
    assert pressed(house, agreement).status_code == 302
    assert on_paper(house, agreement, 1, alasan="BSrE tidak menjawab", naskah_asli=scan()).status_code == 302
    tasks.sign_outside.func(**queued[0])
    assert [one.way for one in Signature.objects.order_by("party__place")] == ["paper", "outside"]
    assert (gateway.asked, Handover.objects.count()) == ([], 0)
