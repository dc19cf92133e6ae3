"""Counts afterwards what stands in the database, in the vault and in the postbox; each figure has its right value."""

import hashlib
import re
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import psycopg

from tests.faults.persons import Person
from tests.faults.run import Run

EVENTS = {"cases.opened": 1, "cases.acted": 2}  # in the life of a letter
NOTICES = ("cases.received", "cases.moved", "cases.document_ready")
LEASE = 300.0  # seconds after which a letter in the hands of a dead worker is taken up again
CASES = "SELECT id FROM cases_case WHERE subject LIKE %s"
# what takes longer to be mended than the small run waits
SENT, STALLED = "letters marked as sent", "jobs in the hands of dead workers"
LETTER_ID = re.compile(r"<([0-9a-f-]{36})@")


@dataclass(frozen=True)
class Count:
    """One figure beside the value that it must have; ``right`` None is for information."""

    what: str
    found: int
    right: int | None = None

    @property
    def holds(self) -> bool:
        """True when it is as it must be."""
        return self.right is None or self.found == self.right


class Ledger:
    """Reads what a run left behind."""

    def __init__(self, url: str, run: Run, taken: "Counter[str]") -> None:
        self.run, self.taken = run, taken
        self.connection = psycopg.connect(url, autocommit=True)
        self.mine = f"{run.mark}%"

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.connection.execute(sql, values).fetchall()  # type: ignore[arg-type]

    def number(self, sql: str, *values: Any) -> int:
        """The one number of a query."""
        return int(self.ask(sql, *values)[0][0] or 0)

    def counts(self) -> list[Count]:
        """Everything that is counted."""
        return [*self.cases(), *self.numbers(), *self.documents(), *self.notices(), *self.left_over()]

    def cases(self) -> list[Count]:
        """Each letter is one case, which ended once."""
        letters = self.run.letters
        ended = """SELECT count(*) FROM cases_case
            WHERE subject LIKE %s AND outcome = 'granted' AND closed_at IS NOT NULL"""
        open_tasks = f"SELECT count(*) FROM cases_task WHERE closed_at IS NULL AND case_id IN ({CASES})"  # noqa: S608
        return [
            Count("cases", self.number(f"SELECT count(*) FROM ({CASES}) c", self.mine), letters),  # noqa: S608
            Count(
                "businesses",
                self.number(
                    "SELECT count(DISTINCT subject) FROM cases_case WHERE subject LIKE %s", self.mine
                ),
                letters,
            ),
            Count("cases that ended with a letter", self.number(ended, self.mine), letters),
            Count("open tasks", self.number(open_tasks, self.mine), 0),
            *(Count(f"events {name}", self._events(name), times * letters) for name, times in EVENTS.items()),
        ]

    def _events(self, name: str) -> int:
        events = f"SELECT count(*) FROM audit_event WHERE name = %s AND subject_id IN ({CASES})"  # noqa: S608
        return self.number(events, name, self.mine)

    def numbers(self) -> list[Count]:
        """Every series runs from one to its last number, each once."""
        holes = """SELECT coalesce(sum(abs(last - drawn) + abs(last - highest)), 0) FROM (
            SELECT counter.last, count(number.id) AS drawn, coalesce(max(number.number), 0) AS highest
            FROM documents_seriescounter counter LEFT JOIN documents_issuednumber number
            ON number.series_id = counter.series_id AND number.year = counter.year GROUP BY counter.id) s"""
        unused = """SELECT count(*) FROM documents_issuednumber number LEFT JOIN documents_document document
            ON document.number_id = number.id WHERE document.id IS NULL AND number.cancelled_at IS NULL
            AND NOT EXISTS (SELECT FROM payments_bill bill WHERE bill.number = number.text)"""
        return [
            Count("gaps and doubles in the numbers", self.number(holes), 0),
            Count("numbers without a document", self.number(unused), 0),
        ]

    def documents(self) -> list[Count]:
        """Each case has one document, and its owner can download what was issued."""
        rows = self.ask(
            f"""SELECT document.id, document.case_id, document.state, owner.username, file.sha256
            FROM documents_document document JOIN accounts_user owner ON owner.id = document.owner_id
            JOIN documents_documentfile file ON file.document_id = document.id
            WHERE document.case_id IN ({CASES})""",  # noqa: S608
            self.mine,
        )
        readers = {name: Person(self.run.port, name) for name in {row[3] for row in rows}}
        whole = sum(self._is_whole(readers[row[3]], row[0], row[4]) for row in rows)
        return [
            Count("documents in force", sum(row[2] == "valid" for row in rows), self.run.letters),
            Count("cases with a document", len({row[1] for row in rows}), self.run.letters),
            Count("documents that download as they were issued", whole, self.run.letters),
        ]

    def _is_whole(self, reader: Person, document: object, digest: str) -> bool:
        if not reader.jar:
            reader.sign_in(reader.username)
        with reader.opener.open(f"{reader.base}/dokumen/{document}/unduh") as answer:
            return hashlib.sha256(answer.read()).hexdigest() == digest

    def notices(self) -> list[Count]:
        """Each applicant was told thrice of each letter; what was sent twice had lost its worker in between."""
        told = f"SELECT count(*) FROM notices_notice WHERE kind = %s AND subject_id IN ({CASES})"  # noqa: S608
        rows = self._deliveries()
        sent = {str(row[0]) for row in rows if row[1] == "sent"}
        taken = Counter({letter: times for letter, times in self._letters().items() if letter in sent})
        doubles = {letter: times - 1 for letter, times in taken.items()}
        again = {str(row[0]): row[2] for row in rows}
        return [
            *(
                Count(f"notices {kind}", self.number(told, kind, self.mine), self.run.letters)
                for kind in NOTICES
            ),
            Count("letters in the outbox", len(rows), len(NOTICES) * self.run.letters),
            Count(SENT, len(sent), len(rows)),
            Count("letters that the mail server took", len(taken), len(sent)),
            Count("letters taken twice", sum(doubles.values())),
            Count("letters taken up again after a worker died", sum(again.values())),
            Count(
                "letters taken oftener than they were taken up again",
                sum(times > again[letter] for letter, times in doubles.items()),
                0,
            ),
        ]

    def _deliveries(self) -> list[tuple[Any, ...]]:
        return self.ask(
            f"""SELECT delivery.id, delivery.state, delivery.recovered FROM notices_delivery delivery
            JOIN notices_notice notice ON notice.id = delivery.notice_id
            WHERE notice.kind LIKE 'cases.%%' AND notice.subject_id IN ({CASES})""",  # noqa: S608
            self.mine,
        )

    def _letters(self) -> "Counter[str]":
        found = ((LETTER_ID.search(letter), times) for letter, times in self.taken.items())
        return Counter({match[1]: times for match, times in found if match})

    def left_over(self) -> list[Count]:
        """Nothing that a worker held when it was killed lies there for ever."""
        return [Count(STALLED, self._stalled(), 0)]

    def _stalled(self) -> int:
        """Jobs whose worker is gone, or has given no sign of life for three of its beats."""
        jobs = """SELECT count(*) FROM procrastinate_jobs job
            LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id WHERE job.status = 'doing'
            AND (worker.id IS NULL OR worker.last_heartbeat < now() - interval '30 seconds')"""
        return self.number(jobs)

    def wait(self, seconds: float) -> None:
        """Until every letter of the run is marked as sent and no job hangs, or the time is over."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if all(row[1] == "sent" for row in self._deliveries()) and not self._stalled():
                return
            time.sleep(1)
