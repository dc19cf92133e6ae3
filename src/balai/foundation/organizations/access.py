"""The way to obtain one unit, post or holding: 404 outside the scope, 403 without the right."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.foundation.organizations.models import Closure, Holding, Holiday, Post, Unit
from balai.foundation.organizations.policies import may_manage

Purpose = Literal["view", "manage"]


def get_unit(actor: Actor, unit_id: UUID, to: Purpose = "view") -> Unit:
    """The unit. Raises NotVisible, NotAllowed."""
    unit: Unit | None = Unit.objects.visible_to(actor).select_related("parent").filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible(_("Unit ini tidak ada."))
    if to == "manage" and not may_manage(actor, unit):
        raise NotAllowed(_("Data unit ini diatur oleh administrator daerah."))
    return unit


def get_post(actor: Actor, post_id: UUID, to: Purpose = "view") -> Post:
    """The post with its unit. Raises NotVisible, NotAllowed."""
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise NotVisible(_("Jabatan ini tidak ada."))
    post.unit = get_unit(actor, post.unit_id, to)
    return post


def get_holiday(day: str) -> Holiday:
    """The day off with an ISO date. Holidays are public: nobody stands in the way. Raises NotVisible."""
    holiday = Holiday.objects.filter(pk=_day(day)).first()
    if holiday is None:
        raise NotVisible(_("Tanggal ini bukan hari libur."))
    return holiday


def get_closure(actor: Actor, unit_id: UUID, day: str, to: Purpose = "view") -> Closure:
    """The day on which a unit is closed, by an ISO date. Raises NotVisible, NotAllowed."""
    unit = get_unit(actor, unit_id, to)
    closure = Closure.objects.filter(unit=unit, date=_day(day)).first()
    if closure is None:
        raise NotVisible(_("Unit ini tidak tutup pada tanggal itu."))
    closure.unit = unit
    return closure


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotVisible(_("Tanggal ini tidak terbaca.")) from error


def get_holding(actor: Actor, holding_id: UUID, to: Purpose = "view") -> Holding:
    """The holding with post and holder. Raises NotVisible, NotAllowed."""
    holding = Holding.objects.select_related("user").filter(pk=holding_id).first()
    if holding is None:
        raise NotVisible(_("Pemegang jabatan ini tidak ada."))
    holding.post = get_post(actor, holding.post_id, to)
    return holding
