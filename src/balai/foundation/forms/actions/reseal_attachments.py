"""Seal the contents of attachments, and of pieces on their way, under the current data key."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from balai.foundation.forms import vault
from balai.foundation.forms.models import Attachment, Piece

Stored = type[Attachment] | type[Piece]


def reseal_attachments() -> int:
    """Store each content that lies under an older key anew, one after the other; returns how many."""
    return _reseal_all(Attachment, "attachment") + _reseal_all(Piece, "piece")


def _reseal_all(model: Stored, kind: vault.Kind) -> int:
    """Each content once, however many rows refer to it."""
    bound = Coalesce("sealed_as", "pk") if kind == "attachment" else F("pk")
    rows = model.objects.exclude(path="").annotate(bound=bound).order_by("path")
    stored = rows.values_list("bound", "path", "key_name").distinct()
    older = (row for row in stored.iterator(chunk_size=500) if not vault.is_current(row[2]))
    return sum(_reseal(model, kind, *row) for row in older)


def _reseal(model: Stored, kind: vault.Kind, bound: UUID, path: str, key_name: str) -> bool:
    """The old content goes only after the rows name the new one; a row that was changed meanwhile stays."""
    fresh, name = vault.put(bound, vault.get(bound, path, key_name, kind), kind)
    with transaction.atomic():
        changed = model.objects.filter(path=path).update(path=fresh, key_name=name)
        transaction.on_commit(lambda: vault.drop(path if changed else fresh))
    return bool(changed)
