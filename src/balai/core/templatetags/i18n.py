"""Django's tags of translation under their own name, with one change: fixed texts are translated once.

A text that stands in the template says the same on every page of its language. A list of 25 rows asks for some 250 of
them, and looking each up again took a tenth of the page's time. Django lets an application replace a library by
its name, so ``{% load i18n %}`` finds this one. ``{% language %}`` is left out: a page has one language.
"""

from django import template
from django.template.base import Parser, Token, Variable
from django.template.context import Context
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)
del register.tags["language"]


class FixedText(i18n.TranslateNode):
    """A text without variables and filters, kept by language once it was said."""

    def __init__(self, node: i18n.TranslateNode) -> None:
        self.__dict__.update(node.__dict__)
        self._said: dict[str, str] = {}

    def render(self, context: Context) -> str:
        """The text in the reader's language."""
        language = _language_of(context)
        said = self._said.get(language)
        if said is None:
            said = self._said[language] = super().render(context)
        return said


def _language_of(context: Context) -> str:
    """Asked once a page and kept on its context: the answer lies in storage that is slow to reach."""
    kept: str = context.__dict__.get("_language", "")
    if not kept:
        kept = context.__dict__["_language"] = get_language() or "-"
    return kept


@register.tag("trans")
@register.tag("translate")
def translate(parser: Parser, token: Token) -> i18n.TranslateNode:
    """As Django's; nothing but a variable, a filter or ``as`` makes a text differ from page to page."""
    node = i18n.do_translate(parser, token)
    return FixedText(node) if _is_fixed(node) else node


def _is_fixed(node: i18n.TranslateNode) -> bool:
    text, context = node.filter_expression, node.message_context
    is_literal = isinstance(text.var, Variable) and text.var.literal is not None
    return is_literal and not text.filters and not node.asvar and not (context and context.is_var)
