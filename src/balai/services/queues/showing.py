"""The place of a visitor as the page shows it and the push process sends it."""

from django.template.loader import render_to_string
from django.utils import translation

from balai.services.queues.cards import VisitCard


def position_html(card: VisitCard, language: str) -> str:
    """The numbers of a visit with their places, in a language: no form in it, and nothing of the reader."""
    with translation.override(language):
        return render_to_string("queues/public/bits/visit.html", {"visit": card})
