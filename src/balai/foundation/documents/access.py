"""The way to obtain one document: the object, or 404, or 403."""

from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.documents.models import Document, IssuedNumber
from balai.foundation.documents.policies import MANAGE, may_end, require_signer

Purpose = Literal["read", "download", "sign", "end"]


def get_document(actor: Actor, document_id: UUID, *, to: Purpose = "read", lock: bool = False) -> Document:
    """The document for a purpose. Raises NotVisible outside the actor's scope, NotAllowed without the right.

    A document that still waits for a signature is not handed to its owner yet. ``lock`` holds its row to
    the end of
    the transaction.
    """
    documents = Document.objects.visible_to(actor)
    if lock:
        documents = documents.select_for_update(of=("self",))
    related = ("number", "template_version", "unit", "replaced_by")
    document = documents.select_related(*related).filter(pk=document_id).first()
    if document is None:
        raise NotVisible(_("Dokumen ini tidak ditemukan."))
    if to == "download" and document.state == Document.State.WAITING and not actor.is_officer:
        raise NotAllowed(_("Dokumen ini masih menunggu tanda tangan."))
    if to == "sign":
        require_signer(actor, document.unit_id)
    if to == "end" and not may_end(actor, document):
        raise NotAllowed(
            _("Hanya pejabat penanda tangan unit ini yang dapat mencabut atau mengganti dokumen.")
        )
    return document


def get_number(actor: Actor, number_id: UUID) -> IssuedNumber:
    """A drawn number for its unit's administrator. Raises NotVisible, NotAllowed."""
    number = IssuedNumber.objects.select_related("series__unit").filter(pk=number_id).first()
    if number is None or not actor.may(
        MANAGE, unit_id=number.series.unit_id, region_code=number.series.unit.region_id
    ):
        raise NotVisible(_("Nomor ini tidak ditemukan."))
    return number
