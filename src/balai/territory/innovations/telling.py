"""What those who wrote a draft are told of its review."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.ui.words import local
from balai.foundation.notices import api as notices
from balai.territory.innovations.models import Innovation, InnovationDraft

_FACTS = frozenset({"title", "by"})
RETURNED = notices.declare(
    notices.Kind(
        "innovations.returned",
        _("Draf inovasi dikembalikan"),
        "officer",
        _FACTS | {"note"},
        spares_actor=True,
    )
)
PUBLISHED = notices.declare(
    notices.Kind("innovations.published", _("Inovasi Anda diterbitkan"), "officer", _FACTS, spares_actor=True)
)


def tell_returned(actor: Actor, draft: InnovationDraft) -> None:
    """What the reviewer asks for."""
    facts = {"title": local(draft.definition["title"]), "by": actor.name, "note": draft.note}
    link = reverse("innovations:draft", args=[draft.code])
    notices.notify_each(actor, notices.Message(RETURNED.code, draft, facts, link), _people(draft.writers))


def tell_published(actor: Actor, draft: InnovationDraft, innovation: Innovation) -> None:
    """Everybody reads it now."""
    facts = {"title": innovation.name, "by": actor.name}
    link = reverse("innovations:entry", args=[innovation.code])
    message = notices.Message(PUBLISHED.code, innovation, facts, link)
    notices.notify_each(actor, message, _people(draft.writers))


def _people(writers: Iterable[str]) -> set[UUID]:
    return {UUID(one) for one in writers}
