"""Clean-up: drafts that expired, uploads that nobody finished, and files that belong to nothing."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from balai.foundation.forms import contents
from balai.foundation.forms.actions.cancel_upload import drop_pieces
from balai.foundation.forms.actions.discard_draft import delete_draft
from balai.foundation.forms.actions.keep_page import forget_old_pages
from balai.foundation.forms.models import Attachment, Draft, Piece, Traffic, Upload
from balai.foundation.forms.uploading import LIFE

BATCH = 200
GRACE = timedelta(hours=1)  # a received file that was never judged: its process ended in between


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forms.clean_up", pass_context=False)
def clean_up(timestamp: int = 0) -> None:
    """Delete expired drafts, abandoned uploads and orphaned files, in batches, until none is left."""
    while delete_expired_drafts():
        pass
    while delete_orphans():
        pass
    while delete_abandoned_uploads():
        pass
    forget_old_pages()
    Traffic.objects.filter(day__lt=timezone.localdate()).delete()


@transaction.atomic
def delete_expired_drafts() -> int:
    """Delete one batch of drafts whose time is over; returns how many."""
    expired = Draft.objects.filter(expires_at__lte=timezone.now()).order_by("expires_at")
    rows = list(expired.select_for_update(skip_locked=True)[:BATCH])
    for row in rows:
        delete_draft(row)
    return len(rows)


@transaction.atomic
def delete_orphans() -> int:
    """Delete one batch of files without draft and subject, and of those stuck between the stages."""
    stuck = Q(state=Attachment.State.RECEIVED, created_at__lt=timezone.now() - GRACE)
    orphans = Attachment.objects.filter(Q(draft__isnull=True, subject_id__isnull=True) | stuck)
    rows = list(orphans.order_by("created_at").select_for_update(skip_locked=True, of=("self",))[:BATCH])
    for row in rows:
        contents.forget(row.path)
    Attachment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


@transaction.atomic
def delete_abandoned_uploads() -> int:
    """Delete one batch of uploads to which nothing came for a day, finished ones included; returns how many."""
    abandoned = Upload.objects.filter(touched_at__lt=timezone.now() - LIFE).order_by("touched_at")
    keys = [row.pk for row in abandoned.select_for_update(skip_locked=True)[:BATCH]]
    drop_pieces(Piece.objects.filter(upload__in=keys))
    Upload.objects.filter(pk__in=keys).delete()
    return len(keys)
