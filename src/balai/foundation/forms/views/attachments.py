"""Attachments over HTTP; only what was checked, only to those who may read it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.foundation.audit.api import log_read, refusals_logged
from balai.foundation.forms import contents
from balai.foundation.forms.access import get_attachment, person_of
from balai.foundation.forms.holding import current_holder
from balai.foundation.forms.models import Attachment

SANDBOX = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


@never_cache
@require_safe
def attachment(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """A picture to look at, everything else to save; a read by anyone but the person whose data it is is logged."""
    holder = current_holder(request)
    with refusals_logged(holder.actor, Attachment, attachment_id, what="attachment", why="view"):
        row = get_attachment(holder, attachment_id)
    if row.subject_id is not None and person_of(row) != holder.actor.user_id:
        log_read(holder.actor, subject=row, what="attachment", why="view")
    response = HttpResponse(contents.read(row), content_type=row.content_type)
    is_image = row.content_type.startswith("image/")
    response["Content-Disposition"] = content_disposition_header(not is_image, row.name) or "attachment"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
