"""How the fields of answers are told: each with a sentence and an example, of which whole examples are made."""

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from ninja import Field, Path, Query, Schema

Item = TypeVar("Item")
LARGEST = 100
MOMENT = "2026-03-02T02:15:00Z"
OUTCOME = (
    "How it ended: `granted`, `recorded`, `rejected`, `withdrawn`, `expired`, `suspended` or `revoked`; "
    "empty while it goes on."
)
ID = "019a2f7c-5b0e-7c41-9d52-0c1f6a3b7e10"

Limit = Annotated[int, Query(ge=1, le=LARGEST, description="How many items at most.")]
Offset = Annotated[int, Query(ge=0, le=100_000, description="How many items to skip.")]
After = Annotated[
    UUID | None, Query(description="The `next` of the part before; without it the list begins at its newest.")
]
CaseId = Annotated[UUID, Path(description="The id of the case, as a list gives it.")]
DocumentId = Annotated[UUID, Path(description="The id of the document, as a list gives it.")]
Words = Annotated[str, Query(max_length=80, description="Words to look for.")]


def told(description: str, example: Any, **bounds: Any) -> Any:
    """A field of an answer."""
    return Field(description=description, examples=[example], **bounds)


class Page(Schema, Generic[Item]):
    """A part of a list that is counted."""

    items: list[Item] = Field(description="The items of this part.", max_length=LARGEST)
    total: int = told("How many items the whole list has.", 1)
    limit: int = told("How many items were asked for at most.", 50)
    offset: int = told("How many items were skipped.", 0)


class Part(Schema, Generic[Item]):
    """A part of a list that grows while it is read: no count, but a cursor."""

    items: list[Item] = Field(description="The items of this part.", max_length=LARGEST)
    next: UUID | None = told("The `after` of the following part; null at the end.", None)


class Step(Schema):
    """One line of the story of a case."""

    status: str = told("`done`, `now` or `next`.", "now")
    title: str = told("What happened, happens or follows.", "Diperiksa petugas desa")
    detail: str = told("A reason or a remark; may be empty.", "")
    who: str = told("Who did it, or has it now.", "Operator desa, Desa Tamansari")
    at: datetime | None = told(
        "When it happened; for `now` the deadline, null while the clock stands.", MOMENT
    )


class Signature(Schema):
    """A place for a signature on a document."""

    name: str = told("Who signs.", "Kadir (fiktif)")
    post_title: str = told("In which post.", "Kepala Desa Tamansari")
    signed_at: datetime | None = told("When it was signed; null while it is open.", MOMENT)
    is_trial: bool = told("True when only this installation vouches for the certificate.", True)


class Document(Schema):
    """An issued document."""

    id: UUID = told("Its id.", ID)
    code: str = told("The code behind its QR code.", "SKU-7K3F-9Q2X")
    url: str = told(
        "The public page that says what it is worth.", "https://balai.example.go.id/v/SKU-7K3F-9Q2X"
    )
    number: str = told("Its number in the register.", "510/001/429.516.08/2026")
    title: str = told("What it is.", "Surat Keterangan Usaha")
    state: str = told(
        "`waiting`, `upcoming`, `valid`, `expired`, `suspended`, `revoked` or `replaced`.", "valid"
    )
    issued_at: datetime = told("When it was issued.", MOMENT)
    valid_until: date | None = told("Its last day; null without one.", "2026-08-29")
    sha256: str = told("The digest of the file as it stands now.", "9f86d081" * 8)
    size: int = told("The size of the file in bytes.", 48213)
    signatures: list[Signature] = Field(description="The places for signatures, in their order.")


Row = TypeVar("Row")


def cut(rows: list[Row], limit: int, offset: int) -> dict[str, object]:
    """A page of a list that is bounded by nature (children of a place, services)."""
    return {"items": rows[offset : offset + limit], "total": len(rows), "limit": limit, "offset": offset}
