"""Issued documents: one's own, and those of the units that one's roles reach."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from balai.foundation.documents import api as documents
from balai.foundation.tokens.api import DOCUMENTS
from balai.front.api.identity import actor_of, needs
from balai.front.api.problems import Problem
from balai.front.api.shapes import LARGEST, Document, DocumentId

PDF = "application/pdf"
router = Router(auth=needs(DOCUMENTS))


@router.get("", response={200: list[Document]}, operation_id="list_documents")
def my_documents(
    request: HttpRequest,
    limit: Annotated[int, Query(ge=1, le=LARGEST, description="How many at most, the newest first.")] = 50,
) -> list[documents.DocumentCard]:
    """The documents that were issued to oneself, the newest first."""
    return documents.documents_of_owner(actor_of(request), limit)


@router.get("/{document_id}", response={200: Document, 404: Problem}, operation_id="get_document")
def document(request: HttpRequest, document_id: DocumentId) -> documents.DocumentCard:
    """One document that one may see. Outside one's reach it does not exist."""
    return documents.get_document(actor_of(request), document_id)


@router.get(
    "/{document_id}/file",
    response={404: Problem},
    operation_id="download_document",
    openapi_extra={
        "responses": {
            200: {
                "description": "The signed PDF.",
                "content": {PDF: {"schema": {"type": "string", "contentMediaType": PDF}}},
            }
        }
    },
)
def document_file(request: HttpRequest, document_id: DocumentId) -> HttpResponse:
    """The signed PDF. The download is recorded; an officer's also as a read of personal data."""
    card, content = documents.open_document(actor_of(request), document_id)
    return HttpResponse(
        content,
        content_type=PDF,
        headers={"Content-Disposition": f'attachment; filename="{card.code}.pdf"'},
    )
