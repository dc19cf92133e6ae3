"""The ways to obtain one licence, visit or finding: the object, or 404, or 403."""

from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.services.licences import policies
from balai.services.licences.models import Finding, Licence, Visit

Purpose = Literal["read", "office", "inspect", "decide"]


def get_licence(actor: Actor, licence_id: UUID, to: Purpose = "read") -> Licence:
    """The licence; ``office`` is for officers who reach its unit, ``inspect`` and ``decide`` for those who may.

    Raises NotVisible outside the actor's scope, NotAllowed inside it without the right.
    """
    found = Licence.objects.visible_to(actor).select_related(
        "unit", "kind__permit", "risk", "region", "follows"
    )
    licence = found.filter(pk=licence_id).first()
    if licence is None:
        raise NotVisible(_("Izin ini tidak ditemukan."))
    if to != "read" and not policies.may(actor, policies.VIEW, licence.unit_id):
        raise NotAllowed(_("Bagian ini hanya untuk petugas."))
    if to == "inspect":
        policies.require(actor, policies.INSPECT, licence.unit_id)
    if to == "decide":
        policies.require_decider(actor, licence)
    return licence


def own_licence(actor: Actor, licence_id: UUID) -> Licence:
    """The licence for its holder. Raises NotVisible for everybody else."""
    licence = get_licence(actor, licence_id)
    if not policies.is_own(actor, licence):
        raise NotVisible(_("Izin ini tidak ditemukan."))
    return licence


def lock(licence_id: UUID) -> Licence:
    """The licence with its row held to the end of the transaction, after access was decided."""
    return Licence.objects.select_for_update(of=("self",)).select_related("unit", "kind").get(pk=licence_id)


def get_visit(actor: Actor, visit_id: UUID) -> Visit:
    """The visit with its licence. Raises NotVisible."""
    found = Visit.objects.visible_to(actor).select_related("licence__unit", "licence__kind")
    visit = found.filter(pk=visit_id).first()
    if visit is None:
        raise NotVisible(_("Kunjungan ini tidak ditemukan."))
    return visit


def get_finding(actor: Actor, finding_id: UUID, *, lock: bool = False) -> Finding:
    """A finding for whoever inspects at its unit; ``lock`` holds its row. Raises NotVisible, NotAllowed."""
    rows = Finding.objects.visible_to(actor)
    if lock:
        rows = rows.select_for_update(of=("self",))
    finding = (
        rows.select_related("visit__licence__unit", "visit__licence__kind").filter(pk=finding_id).first()
    )
    if finding is None:
        raise NotVisible(_("Temuan ini tidak ditemukan."))
    policies.require(actor, policies.INSPECT, finding.visit.licence.unit_id)
    return finding
