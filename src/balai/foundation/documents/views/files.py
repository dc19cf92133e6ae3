"""Downloads: owner and officers in scope; anybody else gets 404."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from balai.foundation.accounts.api import sign_in_required
from balai.foundation.documents.api import open_document


@require_GET
@never_cache
@sign_in_required
def download(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The PDF as a file to keep, or with ``?tampil=1`` to look at."""
    card, content = open_document(request.actor, document_id)  # type: ignore[attr-defined]
    name = f"{slugify(card.title)}-{card.code}.pdf"
    kind = "inline" if request.GET.get("tampil") else "attachment"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'{kind}; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        },
    )
