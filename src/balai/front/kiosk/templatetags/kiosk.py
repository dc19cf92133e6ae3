"""How pages of a kiosk say what they show."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from balai.front.kiosk.saying import Speech, sentence

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], speech: Speech | str) -> SafeString:
    """What is read aloud here, as attributes of the element: a speech, or the name of a sentence."""
    told = sentence(speech) if isinstance(speech, str) else speech
    return context["reader"].attributes(told)
