"""Template words that every page may use (loaded as built-ins)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context, Node, defaulttags
from django.template.base import FilterExpression, Parser, TextNode, Token
from django.utils import timezone, translation
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from balai.core.money import format_rupiah
from balai.core.secret import mask as mask_secret
from balai.core.ui import icons, navigation, texts, words
from balai.core.ui.addresses import asset_address, fixed_address
from balai.core.ui.fields import render_bound, render_plain
from balai.core.ui.navigation import Group, draw_menu
from balai.core.ui.pills import Pill, draw

register = template.Library()


@register.filter
def rupiah(amount: Decimal | int | None) -> str:
    """``Rp 1.234.567``; nothing for None."""
    return "" if amount is None else format_rupiah(amount)


@register.filter
def angka(amount: Decimal | int | None) -> str:
    """``1.234.567`` without the currency, for columns whose heading names it."""
    return "" if amount is None else format_rupiah(amount, symbol=False)


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """``Selasa, 27 Februari 2024``."""
    return words.long_date(value) if value else ""


@register.filter
def tanggal_pendek(value: date | datetime | None) -> str:
    """``27 Feb 2024``."""
    return words.short_date(value) if value else ""


@register.filter
def waktu(value: datetime | None) -> str:
    """``27 Februari 2024, 14.03 WIB``."""
    return words.moment(value) if value else ""


@register.filter
def jam(value: datetime | None) -> str:
    """``14.03``."""
    return words.clock_time(value) if value else ""


@register.simple_tag
def page_text(key: str) -> str:
    """A text of a page that the regency may have rewritten."""
    return texts.page_text(key)


@register.filter
def relative(value: datetime | None) -> str:
    """``3 jam lagi``; only beside an absolute time."""
    return words.relative(value) if value else ""


@register.filter
def lama(seconds: float | None) -> str:
    """``1 jam 5 menit`` of a number of seconds."""
    return "" if seconds is None else words.span(seconds)


@register.filter
def sejak(value: datetime | None) -> str:
    """How long something lasts by now: ``4 menit``."""
    return words.span((timezone.now() - value).total_seconds()) if value else ""


@register.filter
def local(value: Any) -> str:
    """The reader's language of content ``{id: …, en: …}``."""
    return words.local(value)


@register.filter
def mask(value: str | None) -> str:
    """A personal number with its middle hidden."""
    return mask_secret(value) if value else ""


@register.filter
def number(value: str | None) -> SafeString:
    """A letter's number that goes over to the next line behind a stroke, never inside the year."""
    return mark_safe(conditional_escape(value or "").replace("/", "/<wbr>"))  # noqa: S308 - escaped before


@register.tag
def icon(parser: Parser, token: Token) -> Node:
    """``{% icon name classes label %}``: a Lucide icon; decoration unless a label is given.

    An icon whose words all stand in the template is drawn when the template is read, not on every page.
    """
    words = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    if any(word.is_var or word.filters for word in words):
        return IconNode(words)
    return TextNode(icons.svg(*(word.resolve(Context()) for word in words)))


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """As Django's; an address without keys is looked up once."""
    node = defaulttags.url(parser, token)
    name = node.view_name
    is_fixed = not (name.is_var or name.filters or node.args or node.kwargs or node.asvar)
    return FixedUrl(name.resolve(Context())) if is_fixed else node


class FixedUrl(Node):
    """An address that takes no key. Raises NoReverseMatch when it is drawn, as Django's."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> str:
        """The address."""
        return fixed_address(self.name)


@register.simple_tag
def asset(path: str) -> str:
    """Where a file of the build is served."""
    return asset_address(path)


class IconNode(Node):
    """An icon that a variable names."""

    def __init__(self, words: list[FilterExpression]) -> None:
        self.words = words

    def render(self, context: Context) -> SafeString:
        """The icon as SVG."""
        return icons.svg(*(str(word.resolve(context)) for word in self.words))


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """A bound form field with label, help, error and their ARIA wiring; options override its texts."""
    return render_bound(bound, **options)


@register.simple_tag
def plain_field(
    kind: str, name: str, label: str, value: Any = None, options: Any = (), **texts: Any
) -> SafeString:
    """A declared field (no Django form); ``attrs`` carries further attributes of the input."""
    attrs = texts.pop("attrs", None)
    extra = attrs.attrs_dict() if attrs else {}
    return render_plain(kind, name, label, value=value, options=options, texts={**extra, **texts})


@register.filter
def is_open(url_name: str) -> bool:
    """False for an address of a part that is switched off: pages do not link to it."""
    return navigation.is_open(url_name)


@register.filter
def pill(value: Pill) -> SafeString:
    """How something stands: a word with its tone and shape."""
    return draw(value)


@register.simple_tag
def menu(groups: Sequence[Group]) -> SafeString:
    """The entries of a room, drawn once for the same entries."""
    return draw_menu(tuple(groups), translation.get_language() or "")


@register.filter
def initials(name: str) -> str:
    """Up to two initials of a person, without what stands in brackets."""
    parts = [part for part in name.split("(")[0].split() if part[:1].isalpha()]
    return "".join(part[0] for part in parts[:2]).upper()


@register.simple_tag(takes_context=True)
def address_page(context: Context, param: str, number: int) -> str:
    """This page's address with another page number; filters and order stay."""
    return _with_query(context, param, str(number))


@register.simple_tag(takes_context=True)
def address(context: Context, urut: str, toggle: str = "") -> str:
    """This page's address sorted by a column; a second click turns the order round."""
    return _with_query(context, "urut", f"-{urut}" if toggle == urut else urut, drop="hal")


def _with_query(context: Context, name: str, value: str, drop: str = "") -> str:
    query = context["request"].GET.copy()
    query.pop(drop, None)
    query[name] = value
    return f"?{query.urlencode()}"
