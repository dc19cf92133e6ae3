"""Cases: one's own as applicant, and those of the units where one works."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.core.ui.words import local
from balai.foundation.cases import api as cases
from balai.foundation.documents.api import documents_of_case
from balai.foundation.organizations.api import get_units
from balai.foundation.tokens.api import APPLICATIONS, WORK
from balai.front.api.identity import actor_of, needs
from balai.front.api.problems import Problem
from balai.front.api.shapes import (
    ID,
    LARGEST,
    MOMENT,
    OUTCOME,
    After,
    CaseId,
    Document,
    Limit,
    Part,
    Step,
    told,
)

applications = Router(auth=needs(APPLICATIONS))
work = Router(auth=needs(WORK))


class Application(Schema):
    """An application as its applicant follows it."""

    id: UUID = told("Its id.", ID)
    code: str = told("The code that its applicant keeps.", "SKU-7K3F-9Q2X")
    title: str = told("What is applied for.", "Surat Keterangan Usaha")
    subject: str = told("For what in particular; may be empty.", "Warung Kopi Ijen")
    service: str = told("The code of the service; may be empty.", "surat-keterangan-usaha")
    unit_id: UUID = told("Who has to deal with it.", ID)
    unit_name: str = told("The name of that unit.", "Pemerintah Desa Tamansari")
    state: str = told("The code of its state in the procedure.", "diperiksa")
    state_name: str = told("The state in words.", "Diperiksa")
    waits_for_applicant: bool = told("True while the clock stands until the applicant answers.", False)
    submitted_at: datetime = told("When it was handed in.", MOMENT)
    due_at: datetime = told("When it should be done.", MOMENT)
    closed_at: datetime | None = told("When it was decided.", None)
    outcome: str = told(OUTCOME, "")


class ApplicationDetail(Application):
    """An application with its documents."""

    documents: list[Document] = Field(description="What was issued, newest first.")


class Case(Application):
    """A case as an officer finds it in a list."""

    applicant_name: str = told("Who applies.", "Siti Aminah (fiktif)")
    channel: str = told("How it came: `daring`, `loket`, `kios`, `kantor`.", "daring")


class CaseFilters(Schema):
    """Which cases to list."""

    status: cases.Status = Field("open", description="Which cases: by default the open ones.")
    service: str = Field("", max_length=60, description="Only of the service with this code.")
    region: str = Field("", max_length=13, pattern=r"^[\d.]*$", description="Only of this place and below.")
    q: str = Field("", max_length=80, description="Words to look for: a code, a title, a name.")
    limit: int = Field(25, ge=1, le=LARGEST, description="How many items at most.")
    after: UUID | None = Field(None, description="The `next` of the part before.")

    def filters(self) -> cases.OverviewFilters:
        """As the module of cases takes them."""
        service, words = self.service, self.q.strip()
        return cases.OverviewFilters(
            status=self.status,
            service=service,
            region=self.region,
            text=words,
            after=self.after,
            size=self.limit,
        )


class Answer(Schema):
    """One answer of the form, in words."""

    name: str = told("The name of the field.", "nama_usaha")
    label: str = told("What was asked.", "Nama usaha")
    text: str = told("What was answered; identity numbers are masked, files are empty.", "Warung Kopi Ijen")


class AnswerStep(Schema):
    """The answers of one step of the form."""

    name: str = told("The name of the step.", "usaha")
    title: str = told("Its title.", "Usaha Anda")
    rows: list[Answer] = Field(description="The answers in their order.")


class Action(Schema):
    """What this officer could do with the case now, on its page."""

    code: str = told("The code of the action.", "teruskan")
    label: str = told("What its button says.", "Teruskan ke kepala desa")
    needs_second_factor: bool = told("True when it asks for the second factor.", False)


class CaseDetail(Case):
    """A case with its answers, its documents and the officer's own actions."""

    answers: list[AnswerStep] = Field(description="The form by steps, identity numbers masked.")
    documents: list[Document] = Field(description="What was issued, newest first.")
    actions: list[Action] = Field(description="What this officer could do now; done on the page of the case.")


class WorkStep(Step):
    """One line of the story for officers."""

    is_internal: bool = told("True when the applicant does not see it.", False)


@applications.get("", response={200: Part[Application]}, operation_id="list_applications")
def my_applications(request: HttpRequest, limit: Limit = 25, after: After = None) -> dict[str, object]:
    """One's own applications, the newest first."""
    return _part(cases.own_cases(actor_of(request), after, limit))


@applications.get(
    "/{case_id}", response={200: ApplicationDetail, 404: Problem}, operation_id="get_application"
)
def my_application(request: HttpRequest, case_id: CaseId) -> dict[str, object]:
    """One own application with its documents."""
    card = _own(actor_of(request), case_id)
    return {**_told([card])[0], "documents": documents_of_case(actor_of(request), case_id)}


@applications.get(
    "/{case_id}/timeline",
    response={200: list[Step], 404: Problem},
    operation_id="get_application_timeline",
)
def my_story(request: HttpRequest, case_id: CaseId) -> Sequence[object]:
    """What was done with one's own application, who has it now, what follows; without names of officers."""
    _own(actor_of(request), case_id)
    return cases.public_timeline(actor_of(request), case_id)


@work.get("", response={200: Part[Case]}, operation_id="list_cases")
def worked_cases(request: HttpRequest, asked: Annotated[CaseFilters, Query()]) -> dict[str, object]:
    """The cases of the units and places that one's roles reach, the newest first."""
    return _part(cases.worked_cases(actor_of(request), asked.filters()))


@work.get("/{case_id}", response={200: CaseDetail, 404: Problem}, operation_id="get_case")
def worked_case(request: HttpRequest, case_id: CaseId) -> dict[str, object]:
    """One case with its answers in words. Outside one's reach it does not exist."""
    actor = actor_of(request)
    card = cases.get_case(actor, case_id, to="see")
    return {
        **_told([card])[0],
        "answers": cases.shown_answers(actor, case_id),
        "documents": documents_of_case(actor, case_id),
        "actions": [
            {**vars(action), "label": local(action.label)}
            for action in cases.available_actions_of(actor, case_id)
        ],
    }


@work.get(
    "/{case_id}/timeline",
    response={200: list[WorkStep], 404: Problem},
    operation_id="get_case_timeline",
)
def worked_story(request: HttpRequest, case_id: CaseId) -> Sequence[object]:
    """The whole story of a case with its persons and internal remarks."""
    return cases.timeline(actor_of(request), case_id)


def _own(actor: Actor, case_id: UUID) -> cases.CaseCard:
    """The case of its applicant. Raises NotVisible for everybody else, officers included."""
    card = cases.get_case(actor, case_id)
    if card.applicant_id != actor.user_id:
        raise NotVisible
    return card


def _part(found: cases.CaseList) -> dict[str, object]:
    return {"items": _told(found.cards), "next": found.next}


def _told(cards: Sequence[cases.CaseCard]) -> list[dict[str, Any]]:
    units = get_units({card.unit_id for card in cards})
    return [
        {**vars(card), "state_name": local(card.state_name), "unit_name": units[card.unit_id].name}
        for card in cards
    ]
