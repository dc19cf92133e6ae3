"""Whether a certificate from outside was taken back: from the file, from its issuer by a job, anew with a new root."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.accounts.testing import actor_of, make_officer
from balai.foundation.documents import api, tasks
from balai.foundation.documents.actions import judge, keep_roots
from balai.foundation.documents.actions.keep_roots import RootDraft
from balai.foundation.documents.actions.lengthen import lengthen
from balai.foundation.documents.models import Document, DocumentFile, Judgement, Signature
from balai.foundation.documents.signing.longterm import NotYet
from balai.foundation.documents.signing.revocation import Verdict, evidence_of
from balai.foundation.documents.tests.stand_in import authority_of_time
from balai.foundation.documents.tests.test_outside import FIRST, GUEST, THIRD, paper
from balai.foundation.documents.words import Word
from tests.outsiders import Own, answered, authority, listed, person, signed_by

__all__ = ["paper"]
pytestmark = pytest.mark.django_db(databases=["default", "witness"])


@dataclass
class Issuer:
    """An authority with its list and its responder on this machine; ``mood``: ok, error, stall, nonsense."""

    own: Own
    url: str
    mood: str = "ok"
    taken_back: list[Own] = field(default_factory=list)
    at: datetime | None = None
    asked: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


class _Desk(BaseHTTPRequestHandler):
    server: Any

    def do_GET(self) -> None:
        issuer = self.server.issuer
        self._answer(listed(issuer.own, *issuer.taken_back, at=issuer.at))

    def do_POST(self) -> None:
        issuer = self.server.issuer
        question = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(answered(issuer.own, question, *issuer.taken_back, at=issuer.at))

    def _answer(self, content: bytes) -> None:
        issuer = self.server.issuer
        issuer.asked.append(self.path)
        if issuer.mood == "stall":
            issuer.ended.wait(5)
            return
        if issuer.mood == "error":
            self.send_error(503)
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>" if issuer.mood == "nonsense" else content)

    def log_message(self, *_words: Any) -> None:
        return


@pytest.fixture
def issuer(settings: Any) -> Iterator[Issuer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Desk)
    server.daemon_threads = True
    issuer = Issuer(authority(), f"http://127.0.0.1:{server.server_address[1]}")
    server.issuer = issuer  # type: ignore[attr-defined]
    settings.REVOCATION = {**settings.REVOCATION, "trial": True, "timeout": 0.5}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield issuer
    issuer.ended.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The jobs that would run."""
    jobs: list[str] = []
    monkeypatch.setattr(tasks, "check_soon", lambda pk: jobs.append(str(pk)))
    monkeypatch.setattr(tasks, "judge_unknown_soon", lambda: jobs.append("root"))
    return jobs


@pytest.fixture
def admin(head: Actor) -> Actor:
    return actor_of(make_officer("admin", "admin_kabupaten", head.grants[0].unit_id))


def trust(admin: Actor, own: Own) -> None:
    keep_roots.trust_root(admin, RootDraft(own.pem, "Situs penerbit"))


def words() -> list[tuple[str, str]]:
    return list(Judgement.objects.values_list("word", "cause"))


def upload(paper: api.DocumentCard, own: Own, told: bytes = b"") -> api.DocumentCard:
    return api.sign_with_own(GUEST, paper.id, 0, signed_by(own, api.file_to_sign(paper.id), FIRST, told=told))


def upload_second(paper: api.DocumentCard, own: Own) -> api.DocumentCard:
    """The other outsider signs, too."""
    content = signed_by(own, api.file_to_sign(paper.id), THIRD)
    return api.sign_with_own(GUEST, paper.id, 2, content, is_sure=True)


def regent(issuer: Issuer, kind: str = "") -> Own:
    return person("Rizal Contoh", issuer.own, asked_at=issuer.url + kind)


@pytest.mark.parametrize("kind", ["", "/crl", "/ocsp"])
def test_the_page_asks_nobody_and_the_job_asks_the_issuer(
    kind: str, paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    trust(admin, issuer.own)
    with django_capture_on_commit_callbacks(execute=True):
        upload(paper, regent(issuer, kind))
    assert (issuer.asked, words()) == ([], [("waiting", "upload")])
    (signature,) = judge.judged_signatures()
    assert queued == [str(signature.pk)]
    assert judge.check(signature.pk) is True
    assert issuer.asked == [kind or "/ocsp"]
    assert words() == [("waiting", "upload"), ("good", "check")]
    kept = evidence_of(Judgement.objects.last().evidence)  # type: ignore[union-attr]
    assert [f"{each.serial_number:x}" for each in kept.certificates][:1] == [issuer.own.serial]
    assert (len(kept.lists), len(kept.answers)) == ((1, 0) if kind == "/crl" else (0, 1))
    assert (judge.check(signature.pk), judge.check_waiting(), len(words())) == (False, 0, 2)
    block = api.signature_places(paper.id)[0]
    assert block.judgement is not None
    assert (block.judgement.word, block.is_trusted) == ("good", True)


@pytest.mark.parametrize("mood", ["error", "stall", "nonsense"])
def test_who_cannot_be_asked_is_not_called_valid(
    mood: str, paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str]
) -> None:
    trust(admin, issuer.own)
    upload(paper, regent(issuer))
    issuer.mood = mood
    assert judge.check_waiting() == 0
    assert words() == [("waiting", "upload")]
    assert set(issuer.asked) == {"/ocsp", "/crl"}
    issuer.mood = "ok"
    assert judge.check_waiting() == 1
    assert words()[-1] == ("good", "check")


def test_our_own_network_is_never_asked(
    paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str], settings: Any
) -> None:
    settings.REVOCATION = {**settings.REVOCATION, "trial": False}
    trust(admin, issuer.own)
    upload(paper, regent(issuer))
    assert (judge.check_waiting(), issuer.asked, words()) == (0, [], [("waiting", "upload")])


def test_whose_issuer_is_not_trusted_is_asked_nothing(
    paper: api.DocumentCard, issuer: Issuer, queued: list[str]
) -> None:
    upload(paper, regent(issuer))
    (signature,) = judge.judged_signatures()
    assert (judge.check(signature.pk), issuer.asked, words()) == (False, [], [("unknown", "upload")])


def test_taken_back_before_it_signed_or_only_afterwards(
    paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str]
) -> None:
    trust(admin, issuer.own)
    own = regent(issuer)
    upload(paper, own)
    (signature,) = judge.judged_signatures()
    issuer.taken_back, issuer.at = [own], datetime.now(UTC) + timedelta(hours=1)
    assert judge.check(signature.pk) is True
    assert words()[-1] == ("good", "check")
    issuer.at = datetime.now(UTC) - timedelta(days=3)
    assert judge.check(signature.pk) is True
    block = api.signature_places(paper.id)[0]
    assert block.judgement is not None
    assert (block.judgement.word, len(block.judgements)) == ("revoked", 3)
    assert block.judgement.revoked_at == issuer.at.replace(microsecond=0)


def test_what_the_file_brings_along_counts(
    paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str]
) -> None:
    trust(admin, issuer.own)
    own = regent(issuer)
    gone = listed(issuer.own, own, at=datetime.now(UTC) - timedelta(days=1))
    with pytest.raises(Invalid, match="sudah dicabut"):
        upload(paper, own, gone)
    assert (words(), DocumentFile.objects.count()) == ([], 1)
    upload(paper, own, listed(issuer.own))
    assert (words(), issuer.asked, queued) == ([("good", "upload")], [], [])


def test_an_issuer_that_names_no_place_is_told_apart(
    paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str]
) -> None:
    trust(admin, issuer.own)
    upload(paper, person("Rizal Contoh", issuer.own))
    assert (words(), queued) == ([("silent", "upload")], [])


def test_a_root_that_is_trusted_later_judges_anew_beside(
    paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    upload(paper, regent(issuer))
    with django_capture_on_commit_callbacks(execute=True):
        trust(admin, issuer.own)
    assert queued == ["root"]
    assert judge.judge_unknown() == 1
    assert words() == [("unknown", "upload"), ("good", "root")]
    assert Signature.objects.get(place=0).certificate["root"] == ""  # as it was judged then
    with pytest.raises(Exception, match="documents_judgement"):
        Judgement.objects.update(word="good")


def hours_pass(monkeypatch: pytest.MonkeyPatch, hours: float) -> None:
    """The clock of judgements stands later, by as much."""
    later = datetime.now(UTC) + timedelta(hours=hours)
    monkeypatch.setattr(judge.timezone, "now", lambda: later)


def test_a_good_certificate_is_asked_about_again_before_something_rests_on_it(
    paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(admin, issuer.own)
    own = regent(issuer)
    upload(paper, own, listed(issuer.own))
    assert (api.outdated(paper.id), api.ask_anew([paper.id]), issuer.asked) == ([], 0, [])
    hours_pass(monkeypatch, 11.9)
    assert (api.ask_anew([paper.id]), issuer.asked) == (0, [])
    hours_pass(monkeypatch, 12.1)
    assert (api.outdated(paper.id), api.ask_anew([]), issuer.asked) == ([], 0, [])
    assert api.ask_anew([paper.id]) == 1
    assert words() == [("good", "upload"), ("good", "again")]
    hours_pass(monkeypatch, 36.2)
    assert api.outdated(paper.id) == [0]
    issuer.taken_back, issuer.at = [own], datetime.now(UTC) - timedelta(days=1)
    assert api.ask_anew([paper.id]) == 1
    assert words()[-1] == ("revoked", "again")
    assert api.outdated(paper.id) == []


def test_who_was_good_stays_so_while_nobody_answers(
    paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(admin, issuer.own)
    upload(paper, regent(issuer), listed(issuer.own))
    issuer.mood = "error"
    hours_pass(monkeypatch, 25)
    monkeypatch.setattr(judge, "_verdict", lambda *_facts: Verdict(Word.WAITING, "Akar"))
    assert (api.outdated(paper.id), api.ask_anew([paper.id])) == ([0], 0)
    assert (api.outdated(paper.id), words()) == ([], [("good", "upload")])


def test_each_of_many_has_its_turn(
    paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rounds of one: whoever was asked longest ago comes first, also when the one before fails."""
    trust(admin, issuer.own)
    upload(paper, regent(issuer))
    upload_second(paper, person("Bupati Contoh", issuer.own, asked_at=issuer.url))
    issuer.mood = "error"
    asked: list[int] = []
    monkeypatch.setattr(judge, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(judge, "_verdict", lambda _pdf, signature: asked.append(signature.place) or _fail())
    for _round in range(4):
        assert judge.check_waiting() == 0
    assert asked == [0, 2, 0, 2]


def _fail() -> Verdict:
    raise OSError("no line")


def test_a_trusted_root_reaches_all_who_were_unknown(
    paper: api.DocumentCard, admin: Actor, issuer: Issuer, queued: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(paper, regent(issuer))
    upload_second(paper, person("Bupati Contoh", issuer.own, asked_at=issuer.url))
    trust(admin, issuer.own)
    monkeypatch.setattr(judge, "MOST_AT_ONCE", 1)
    assert judge.judge_unknown() == 2
    assert words() == [("unknown", "upload"), ("unknown", "upload"), ("good", "root"), ("good", "root")]


def test_the_public_page_tells_what_is_known_now(
    client: Any, paper: api.DocumentCard, head: Actor, admin: Actor, issuer: Issuer, queued: list[str]
) -> None:
    upload(paper, regent(issuer))
    page = reverse("documents:check", args=[paper.code])
    assert "Penerbitnya tidak dikenal di sini" in client.get(page).content.decode()
    trust(admin, issuer.own)
    issuer.mood = "error"
    judge.judge_unknown()
    assert "Pencabutan sertifikat belum dapat diperiksa" in client.get(page).content.decode()
    issuer.mood = "ok"
    judge.check_waiting()
    assert "Dipercaya, tidak dicabut" in client.get(page).content.decode()


def test_the_proof_lasts_once_every_certificate_is_known_to_be_good(
    paper: api.DocumentCard, head: Actor, admin: Actor, issuer: Issuer, queued: list[str], settings: Any,
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(tasks, "lengthen_soon", lambda pk: None)
    with authority_of_time() as time:
        roots = tmp_path / "akar.pem"
        roots.write_bytes(time.root_pem)
        settings.TIMESTAMP_AUTHORITY = {
            "url": time.url, "authorization": "", "limit": 3.0, "roots": str(roots),
        }  # fmt: skip
        trust(admin, issuer.own)
        upload(paper, regent(issuer))
        api.sign(head, paper.id, 1)
        api.settle_on_paper(head, paper.id, 2)
        assert (Document.objects.get().state, Document.objects.get().proof) == ("valid", "")
        judge.check_waiting()
        assert Document.objects.get().proof == "B-B"
        issuer.mood = "error"
        with pytest.raises(NotYet):
            lengthen(paper.id)
        issuer.mood = "ok"
        assert lengthen(paper.id) is True
    document = Document.objects.get()
    assert document.proof == "B-LTA"
    reader = PdfFileReader(BytesIO(api.file_to_sign(paper.id)))
    assert len(reader.embedded_regular_signatures) == 2
    assert len(reader.embedded_timestamp_signatures) == 1
    assert len(reader.root["/DSS"]["/OCSPs"]) >= 1
