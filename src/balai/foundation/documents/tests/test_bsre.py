"""The adapter of BSrE against a stand-in gateway that signs, refuses, breaks, stalls and drips."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from balai.core.errors import Invalid
from balai.foundation.accounts.models import User
from balai.foundation.audit.api import events_of
from balai.foundation.documents import api, tasks
from balai.foundation.documents.models import Document, Handover, Signature
from balai.foundation.documents.signing import pades
from balai.foundation.documents.signing.authority import authority, officer
from balai.foundation.documents.signing.base import Signatory, SigningFailed, SignOrder
from balai.foundation.documents.signing.bsre import BsreSigner

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
PASSPHRASE, SIGNER_NIK = "sandi-sertifikat", "3510240101700001"


class Gateway(ThreadingHTTPServer):
    """What the agency's gateway does next, and what it was asked."""

    daemon_threads = True
    mood = "sign"
    field = "TandaTangan1"
    asked: list[dict[str, str]]


class Desk(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"]))
        parts = self.parts(body)
        self.server.asked.append({**{name: value.decode() for name, value in parts.items() if name != "file"},
                                  "path": self.path, "auth": self.headers["Authorization"]})  # fmt: skip
        getattr(self, self.server.mood)(parts)

    def parts(self, body: bytes) -> dict[str, bytes]:
        boundary = self.headers["Content-Type"].split("boundary=")[1].encode()
        found = {}
        for part in body.split(b"--" + boundary)[1:-1]:
            head, _, content = part.partition(b"\r\n\r\n")
            found[head.split(b'name="')[1].split(b'"')[0].decode()] = content.removesuffix(b"\r\n")
        return found

    def answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def sign(self, parts: dict[str, bytes]) -> None:
        self.answer(200, signed_by_stand_in(parts["file"], self.server.field))

    def refuse(self, parts: dict[str, bytes]) -> None:
        error = {"status_code": 2031, "error": f"Passphrase salah untuk NIK {parts['nik'].decode()}"}
        self.answer(400, json.dumps(error).encode())

    def breaks(self, parts: dict[str, bytes]) -> None:
        self.answer(502, b"<html>bad gateway</html>")

    def lie(self, parts: dict[str, bytes]) -> None:
        self.answer(200, b"%PDF-1.7 something else")

    def stall(self, parts: dict[str, bytes]) -> None:
        time.sleep(1.5)

    def drip(self, parts: dict[str, bytes]) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            self.wfile.write(b"%")
            time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        return


def signed_by_stand_in(pdf: bytes, field: str) -> bytes:
    """The gateway's signature; a local certificate stands in for BSrE's."""
    signatory = Signatory(django_settings.BALAI_TEST_USER, "SUWARNO", "Kepala Desa", "BSrE pengganti")
    home = django_settings.HOME
    identity = officer(home, signatory, timezone.now())
    order = SignOrder(field, signatory, "uji", "uji", timezone.now())
    return pades.sign(pdf, pades.as_signer(identity, authority(home)), order)


@pytest.fixture
def gateway(settings, head) -> Iterator[Gateway]:
    server = Gateway(("127.0.0.1", 0), Desk)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    settings.BALAI_TEST_USER = head.user_id
    settings.DOCUMENT_SIGNER = "bsre"
    settings.BSRE = {"url": url, "user": "balai", "password": "rahasia", "timeout": 0.5}
    User.objects.filter(pk=head.user_id).update(nik=SIGNER_NIK)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def queued(monkeypatch) -> list[dict[str, str]]:
    """The jobs that would run, and no waiting between attempts."""
    jobs: list[dict[str, str]] = []
    monkeypatch.setattr(tasks.sign_outside, "defer", lambda **arguments: jobs.append(arguments))
    monkeypatch.setattr(tasks, "PAUSE_SECONDS", 0)
    return jobs


def test_the_request_calls_nobody_and_the_job_signs(gateway, queued, request_for, head, citizen) -> None:
    card = api.issue(head, request_for(), passphrase=PASSPHRASE)
    assert (card.state, gateway.asked) == ("waiting", [])
    assert PASSPHRASE not in str(queued) + str(Handover.objects.values().get())
    tasks.sign_outside.func(**queued[0])
    (asked,) = gateway.asked
    assert asked == {
        "nik": SIGNER_NIK,
        "passphrase": PASSPHRASE,
        "tampilan": "invisible",
        "reason": f"Surat Keterangan Usaha {card.number}",
        "location": "Desa Tamansari",
        "path": "/api/sign/pdf",
        "auth": "Basic " + base64.b64encode(b"balai:rahasia").decode(),
    }
    done = api.get_document(citizen, card.id)
    assert (done.state, done.signatures[0].is_trial) == ("valid", False)
    assert (Signature.objects.get().signer_kind, Handover.objects.count()) == ("bsre", 0)


@pytest.mark.parametrize(
    ("mood", "sentence", "calls"),
    [
        ("refuse", "BSrE menolak: Passphrase salah untuk NIK …", 1),
        ("lie", "Jawaban BSrE bukan dokumen yang dikirim.", 1),
        ("breaks", "BSrE menolak: 502", 3),
        ("stall", "Layanan BSrE tidak menjawab. Coba lagi nanti.", 3),
        ("drip", "Layanan BSrE tidak menjawab. Coba lagi nanti.", 3),
    ],
)
def test_a_failure_is_told_and_the_document_waits(
    mood, sentence, calls, gateway, queued, request_for, head
) -> None:
    card = api.issue(head, request_for(), passphrase=PASSPHRASE)
    gateway.mood = mood
    tasks.sign_outside.func(**queued[0])
    assert len(gateway.asked) == calls
    waiting = api.get_document(head, card.id)
    assert (waiting.state, waiting.signatures[0].failure) == ("waiting", sentence)
    assert events_of(card.id)[-1].name == "document.signing_failed"
    gateway.mood = "sign"
    api.sign(head, card.id, 0, passphrase=PASSPHRASE)
    tasks.sign_outside.func(**queued[1])
    assert api.get_document(head, card.id).state == "valid"


def test_without_passphrase_nothing_is_issued(gateway, queued, request_for, head) -> None:
    with pytest.raises(Invalid) as error:
        api.issue(head, request_for())
    assert error.value.fields == {"passphrase": "Isi kata sandi sertifikat Anda."}
    assert (Document.objects.count(), queued) == (0, [])


def test_a_passphrase_is_taken_once(gateway, queued, request_for, head) -> None:
    card = api.issue(head, request_for(), passphrase=PASSPHRASE)
    Handover.objects.update(expires_at=timezone.now())
    tasks.sign_outside.func(**queued[0])
    assert gateway.asked == []
    assert "sudah kedaluwarsa" in api.get_document(head, card.id).signatures[0].failure
    assert Handover.objects.count() == 0


def test_the_gateway_is_reached_by_https() -> None:
    with pytest.raises(ValueError, match="https"):
        BsreSigner("http://esign.example", "a", "b")


def test_an_order_prints_no_secret(head) -> None:
    signatory = Signatory(head.user_id, "SUWARNO", "Kepala Desa", "Desa")
    order = SignOrder("TandaTangan1", signatory, "", "", timezone.now(), SIGNER_NIK, PASSPHRASE)
    assert repr(order) == "SignOrder('TandaTangan1')"
    assert issubclass(SigningFailed, RuntimeError)
