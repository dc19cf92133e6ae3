"""The language of an answer: what this browser chose, else what the program asks for, else Indonesian."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from balai.core.http.language import LANGUAGES


def language_of(request: HttpRequest) -> str:
    """``id`` or ``en``; other than pages, programs are believed when they send ``Accept-Language``."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    asked = parse_accept_lang_header(request.headers.get("accept-language", "")[:200].lower())
    wishes = [chosen, *(wish.partition("-")[0] for wish, _weight in asked)]
    return next((wish for wish in wishes if wish in LANGUAGES), settings.LANGUAGE_CODE)
