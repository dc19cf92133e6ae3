"""The way to obtain one document: the object, or 404, or 403."""

from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.documents.models import Document, IssuedNumber, NumberSeries, OwnLetterhead
from balai.foundation.documents.policies import may_end, require_manager, require_signer
from balai.foundation.organizations import api as organizations
from balai.foundation.organizations.api import UnitCard

Purpose = Literal["read", "download", "sign", "end"]


def get_document(actor: Actor, document_id: UUID, *, to: Purpose = "read", lock: bool = False) -> Document:
    """The document for a purpose. Raises NotVisible outside the actor's scope, NotAllowed without the right.

    A document that still waits for a signature is not handed to its owner yet. ``lock`` holds its row to
    the end of
    the transaction.
    """
    reads = to in {"read", "download"}
    documents = Document.objects.readable_by(actor) if reads else Document.objects.visible_to(actor)
    if lock:
        documents = documents.select_for_update(of=("self",))
    related = ("number", "template_version", "unit", "replaced_by")
    document = documents.select_related(*related).filter(pk=document_id).first()
    if document is None:
        raise NotVisible(_("Dokumen ini tidak ditemukan."))
    if to == "download" and document.state == Document.State.WAITING and not actor.is_officer:
        raise NotAllowed(_("Dokumen ini masih menunggu tanda tangan."))
    if to == "sign":
        require_signer(actor, document.unit_id, document.kind)
    if to == "end" and not may_end(actor, document):
        raise NotAllowed(
            _("Hanya pejabat penanda tangan unit ini yang dapat mencabut atau mengganti dokumen.")
        )
    return document


def hold(document_id: UUID) -> Document:
    """The document with its number, its row held to the end of the transaction; the caller says who may."""
    return Document.objects.select_for_update(of=("self",)).select_related("number").get(pk=document_id)


def get_office(actor: Actor, unit_id: UUID) -> UnitCard:
    """The unit whose letterhead and numbers the actor keeps. Raises NotVisible, NotAllowed."""
    office = organizations.get_unit(unit_id)
    require_manager(actor, office.id, office.region_code)
    return office


def get_series(actor: Actor, series_id: UUID) -> tuple[NumberSeries, UnitCard]:
    """A number series with its unit, for the unit's administrator. Raises NotVisible, NotAllowed."""
    series = NumberSeries.objects.filter(pk=series_id).first()
    if series is None:
        raise NotVisible(_("Seri nomor ini tidak ditemukan."))
    return series, get_office(actor, series.unit_id)


def get_number(actor: Actor, number_id: UUID) -> IssuedNumber:
    """A drawn number for its unit's administrator. Raises NotVisible, NotAllowed."""
    number = IssuedNumber.objects.select_related("series__unit").filter(pk=number_id).first()
    if number is None:
        raise NotVisible(_("Nomor ini tidak ditemukan."))
    require_manager(actor, number.series.unit_id, number.series.unit.region_id)
    return number


def get_letterhead_draft(actor: Actor, unit_id: UUID) -> tuple[OwnLetterhead, UnitCard]:
    """The draft of a unit's letterhead, locked. Raises NotVisible, NotAllowed."""
    office = get_office(actor, unit_id)
    row = OwnLetterhead.objects.select_for_update().filter(unit_id=unit_id, starts_at=None).first()
    if row is None:
        raise NotVisible(_("Tidak ada draf kop surat."))
    return row, office


def get_letterhead(actor: Actor, letterhead_id: UUID) -> tuple[OwnLetterhead, UnitCard]:
    """A letterhead that was in force before. Raises NotVisible, NotAllowed."""
    row = OwnLetterhead.objects.filter(pk=letterhead_id, ends_at__isnull=False).first()
    if row is None:
        raise NotVisible(_("Kop surat ini tidak ada."))
    return row, get_office(actor, row.unit_id)
