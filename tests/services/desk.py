"""The people of the services without a browser: forms filled and buttons pressed over HTTP."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import sign_in
from balai.foundation.cases.models import Case, Task
from tests.paper import FORM_ID, fill
from tests.services.papers import SCAN, Answers, Paper
from tests.world import photograph

REASON = "Surat keterangan belum terbaca, mohon dipindai sekali lagi."


@dataclass(frozen=True)
class Desk:
    """Demo accounts by their names."""

    def client(self, who: str) -> Client:
        """A browser without JavaScript in which the person is signed in."""
        return sign_in(Client(headers={"accept-language": "id"}), User.objects.get(username=who))

    def apply(self, who: str, paper: Paper) -> UUID:
        """The application from its first page to its case."""
        client = self.client(who)
        at = client.post(f"/layanan/{paper.slug}/ajukan/")["Location"]
        for answers in ({}, *paper.steps):
            at = fill(client, at, FORM_ID, **papers(answers))["Location"]
        return UUID(client.post(at)["Location"].rstrip("/").rpartition("/")[2])

    def press(self, who: str, case_id: UUID, action: str, **asked: str) -> HttpResponse:
        """An officer presses the button of the action, as they see the case now."""
        facts = {"seen_version": self.case(case_id).version, "reason": REASON, **asked}
        return self.client(who).post(f"/kerja/perkara/{case_id}/tindakan/{action}/", facts)

    def decide(self, who: str, case_id: UUID, action: str, **asked: str) -> str:
        """The same where it must succeed; the state that it leads to."""
        answer = self.press(who, case_id, action, **asked)
        assert answer.status_code == 302, answer.content.decode()
        return self.case(case_id).state

    def file(self, who: str, case_id: UUID, action: str, form_step: str, answers: Answers) -> HttpResponse:
        """Fill the form of an action; the answer of its last step."""
        address = f"/kerja/perkara/{case_id}/tindakan/{action}/isian/{form_step}/"
        return fill(self.client(who), address, FORM_ID, **papers(answers))

    def withdraw(self, who: str, case_id: UUID) -> str:
        """The applicant withdraws; the state that it leads to."""
        address = reverse("applications:withdraw", args=[case_id])
        assert self.client(who).post(address, {"reason": REASON}).status_code == 302
        return self.case(case_id).state

    def case(self, case_id: UUID) -> Case:
        """The case as it stands."""
        return Case.objects.unscoped().get(pk=case_id)

    def waiting(self, case_id: UUID) -> set[tuple[str, str]]:
        """Role and unit of its open tasks."""
        tasks = Task.objects.unscoped().filter(case_id=case_id, closed_at=None).select_related("unit")
        return {(task.role, task.unit.code.rpartition("/")[2]) for task in tasks}


def papers(answers: Answers) -> dict[str, Any]:
    """The answers with a picture in the place of each file."""
    return {name: photograph() if value == SCAN else value for name, value in answers.items()}
