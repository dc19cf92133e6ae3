"""The holder behind a request, with the drafts that a visitor brought along adopted on the way."""

from django.http import HttpRequest

from balai.foundation.forms.actions.adopt_drafts import adopt_drafts
from balai.foundation.forms.holder import SESSION_KEY, Holder, forget_visitor, holder_of


def current_holder(request: HttpRequest, *, begin: bool = False) -> Holder:
    """Who holds drafts here. ``begin`` lets a visitor start one.

    The first request for drafts after sign-in adopts those of the same session; no signal is needed.
    """
    holder = holder_of(request, begin=begin)
    if holder.actor.is_signed_in and SESSION_KEY in request.session:
        adopt_drafts(holder)
        forget_visitor(request)
    return holder
