"""What a document is worth, and whether a file is what was issued: the same answers as the page behind its QR code."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Path, Router, Schema
from ninja.errors import HttpError

from balai.core.errors import Invalid, NotVisible
from balai.foundation.cases.api import find_by_code
from balai.foundation.documents.api import LARGEST_FILE, Verification, compare, verify
from balai.front.api.caching import fresh
from balai.front.api.limits import Purpose, spend_on
from balai.front.api.problems import Problem, TooOften
from balai.front.api.shapes import MOMENT, OUTCOME, Signature, Step, told

PDF = "application/pdf"
Code = Annotated[str, Path(min_length=1, max_length=40, description="The code as printed or typed.")]
router = Router()
tracking = Router()


class Worth(Schema):
    """What is known of a document to everybody; the holder only by initials."""

    code: str = told("The code in its exact form.", "SKU-7K3F-9Q2X")
    state: str = told(
        "`waiting`, `upcoming`, `valid`, `expired`, `suspended`, `revoked` or `replaced`.", "valid"
    )
    title: str = told("What it is.", "Surat Keterangan Usaha")
    number: str = told("Its number in the register.", "510/001/429.516.08/2026")
    unit_name: str = told("Who issued it.", "Pemerintah Desa Tamansari")
    issued_at: datetime | None = told("When it was issued.", MOMENT)
    valid_from: date | None = told("Its first day, where that is not the day of its issue.", None)
    valid_until: date | None = told("Its last day; null without one.", "2026-08-29")
    holder_initials: str = told("Initials of the holder.", "S. A.")
    is_trial: bool = told("True when only this installation vouches for a signer.", True)
    is_lasting: bool = told(
        "True when the file itself proves its signatures for decades (PAdES-B-LTA).", False
    )
    signatures: list[Signature] = Field(description="The places for signatures.")
    ended_at: datetime | None = told("When it was revoked or replaced.", None)
    end_reason: str = told("Why it was; may be empty.", "")
    replaced_by: str = told("The code of the document in its place; may be empty.", "")
    since: date | None = told("The day from which it is suspended, revoked or replaced.", None)
    effect: str = told("What that means for what it grants, where a register says so; may be empty.", "")


class Likeness(Schema):
    """How a file relates to the document of the code."""

    likeness: str = told(
        "`identical`: the newest state, byte for byte; `earlier`: before a further signature; "
        "`changed`: ours, changed afterwards; `foreign`: not issued under this code.",
        "identical",
    )
    sha256: str = told("The digest of the file that was sent.", "9f86d081" * 8)


class Tracked(Schema):
    """What whoever knows the code of an application may see: no names, no answers."""

    code: str = told("The code in its exact form.", "SKU-7K3F-9Q2X")
    title: str = told("What was applied for.", "Surat Keterangan Usaha")
    outcome: str = told(OUTCOME, "")
    submitted_at: datetime = told("When it was handed in.", MOMENT)
    due_at: datetime = told("When it should be done.", MOMENT)
    waits_for_applicant: bool = told("True while the clock stands.", False)
    timeline: list[Step] = Field(description="What was done, who has it now, what follows.")


@router.get("/{code}", response={200: Worth, 404: Problem}, operation_id="verify_document")
def look(request: HttpRequest, response: HttpResponse, code: Code) -> Verification:
    """What a document is worth now. 404 when the code is not ours."""
    _count(request, "check")
    fresh(response)
    return _known(code)


@router.post(
    "/{code}/comparison",
    response={200: Likeness, 413: Problem, 404: Problem},
    operation_id="compare_file",
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": f"The PDF itself, at most {LARGEST_FILE:_} bytes. It is compared and not kept.",
            "content": {PDF: {"schema": {"type": "string", "contentMediaType": PDF}}},
        }
    },
)
def comparison(request: HttpRequest, response: HttpResponse, code: Code) -> dict[str, str]:
    """Whether a file is what was issued under the code. Nothing is kept."""
    _count(request, "compare")
    fresh(response)
    found = _known(code)
    return vars(compare(found.code, _file(request)))


@tracking.get("/{code}", response={200: Tracked, 404: Problem}, operation_id="track_application")
def track(request: HttpRequest, response: HttpResponse, code: Code) -> object:
    """How far an application is, for whoever holds its code. 404 when the code is not ours."""
    _count(request, "check")
    fresh(response)
    found = find_by_code(code)
    if found is None:
        raise NotVisible
    return found


def _known(code: str) -> Verification:
    found = verify(code)
    if found.state == "unknown":
        raise NotVisible
    return found


def _count(request: HttpRequest, purpose: Purpose) -> None:
    budget = spend_on(request, purpose)
    if budget.is_spent:
        raise TooOften(budget.seconds)


def _file(request: HttpRequest) -> bytes:
    content = request.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise HttpError(413, _("Berkas ini terlalu besar."))
    if not content.startswith(b"%PDF-"):
        raise Invalid(_("Kirim berkas PDF sebagai isi permintaan."))
    return content
