"""Write a text in the regency's own words, and return to the original."""

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid
from balai.core.ids import uuid7
from balai.core.ui.texts import LANGUAGES, Words
from balai.foundation.audit.api import record
from balai.foundation.presentation.access import get_text
from balai.foundation.presentation.events import TEXT_CHANGED, TEXT_RESET
from balai.foundation.presentation.models import OwnText
from balai.foundation.presentation.selectors import TextRow
from balai.foundation.regions import api as regions

LONGEST = 1000
IN_EVENT = 160  # letters of a text that an event repeats


@transaction.atomic
def put_text(actor: Actor, key: str, words: Words) -> None:
    """Show these words instead. An empty language, or one like the original, stays the original's.

    Raises NotAllowed, NotVisible, Invalid when nothing differs from the original or a text is too long.
    """
    row = get_text(actor, key)
    own = {language: words.get(language, "").strip() for language in LANGUAGES}
    own = {
        language: text for language, text in own.items() if text and text != row.text.original.get(language)
    }
    if not own:
        raise Invalid(_("Teks ini sama dengan aslinya. Ubah dahulu, atau pilih “Kembali ke aslinya”."))
    for language, typed in own.items():
        if len(typed) > LONGEST:
            raise Invalid(_("Teks terlalu panjang."), {language: _("Paling banyak 1.000 huruf.")})
    text, _made = OwnText.objects.update_or_create(
        key=key, defaults={"words": own, "author_name": actor.name}
    )
    regions.publish_version("texts", uuid7())
    after = {**row.text.original, **own}
    record(actor, TEXT_CHANGED, subject=text, label=_label(row), before=_now(row), after=_short(after))


@transaction.atomic
def reset_text(actor: Actor, key: str) -> None:
    """Show the original again. Raises NotAllowed, NotVisible, Conflict when it stands already."""
    row = get_text(actor, key)
    text = OwnText.objects.filter(key=key).first()
    if text is None:
        raise Conflict(_("Teks ini sudah seperti aslinya."))
    record(actor, TEXT_RESET, subject=text, label=_label(row), before=_now(row))
    text.delete()
    regions.publish_version("texts", uuid7() if OwnText.objects.exists() else None)


def _label(row: TextRow) -> str:
    return f"{row.text.where}: {row.text.label}"


def _now(row: TextRow) -> str:
    return _short({**row.text.original, **row.own})


def _short(words: Words) -> str:
    return words.get("id", "")[:IN_EVENT]
