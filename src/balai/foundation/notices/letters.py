"""Letters made from rows of the outbox: the texts of the kind, the facts, the person's language."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from balai.core.ui.look import current_regency
from balai.foundation.accounts.api import ContactCard, contacts
from balai.foundation.notices.addresses import whole
from balai.foundation.notices.channels.base import Channel, Letter
from balai.foundation.notices.digest import DIGEST
from balai.foundation.notices.kinds import Kind, kind_of
from balai.foundation.notices.models import Delivery, Notice, Wording
from balai.foundation.notices.texts import Texts, fill, plain_texts
from balai.foundation.notices.unsubscribe import unsubscribe_address


class Wordings:
    """The texts of some kinds, read with one query."""

    def __init__(self, codes: Iterable[str]) -> None:
        rows = Wording.objects.filter(kind__in=set(codes))
        self._texts: dict[str, Texts] = {row.kind: row.texts for row in rows}

    def of(self, kind: Kind) -> Texts:
        """The texts in force; the name of the kind while no pack has brought any."""
        return self._texts.get(kind.code) or plain_texts(kind)

    def short(self, notice: Notice, language: str) -> str:
        """The one line of a list."""
        kind = kind_of(notice.kind)
        return fill(self.of(kind)["short"][language], notice.facts, language)


class Writer:
    """Writes the letters of a batch; what they need is read once."""

    def __init__(self, channel: Channel, rows: Sequence[Delivery]) -> None:
        self.channel = channel
        self.people = contacts({row.notice.recipient_id for row in rows if row.notice.recipient_id})
        carried = Delivery.objects.filter(carrier__in=[row.pk for row in rows])
        self.carried: dict[Any, list[Notice]] = defaultdict(list)
        for row in carried.select_related("notice").order_by("id"):
            self.carried[row.carrier_id].append(row.notice)
        notices = [row.notice for row in rows] + [one for many in self.carried.values() for one in many]
        self.wordings = Wordings([DIGEST.code, *(notice.kind for notice in notices)])

    def letter(self, row: Delivery) -> Letter | None:
        """The letter of a row; None when the person has no account or address any more."""
        person = self._reader(row.notice)
        if person is None or not self.channel.address_of(person):
            return None
        with translation.override(person.language):
            if self.carried[row.pk]:
                return self._digest(row, person)
            return self._write(row, person, kind_of(row.notice.kind), row.notice.facts)

    def _reader(self, notice: Notice) -> ContactCard | None:
        if notice.recipient_id:
            return self.people.get(notice.recipient_id)
        return ContactCard(notice.pk, notice.outside_name, notice.outside_email, "", notice.language)

    def _digest(self, row: Delivery, person: ContactCard) -> Letter:
        notices = [*self.carried[row.pk], row.notice]
        lines = "\n".join(f"• {self.wordings.short(one, person.language)}" for one in notices)
        return self._write(row, person, DIGEST, {"count": str(len(notices)), "lines": lines})

    def _write(self, row: Delivery, person: ContactCard, kind: Kind, facts: dict[str, Any]) -> Letter:
        texts, language = self.wordings.of(kind), person.language
        link = whole(reverse("notices:work") if kind is DIGEST else row.notice.link)
        known = {**facts, "name": person.name, "regency": current_regency().name, "link": link}
        return Letter(
            id=row.pk,
            to=person,
            subject=fill(texts["subject"][language], known, language),
            body=fill(texts["body"][language], known, language),
            link=link,
            link_label=_("Buka di Balai"),
            footer=_footer(kind),
            unsubscribe=unsubscribe_address(person.id, row.notice.kind) if kind.is_optional else "",
        )


def _footer(kind: Kind) -> str:
    """Why this letter came, and where that is changed."""
    sent_by = _("Surel ini dikirim otomatis oleh %(regency)s; balasan tidak dibaca.")
    why = str(kind.duty) or _("Anda dapat mengatur pemberitahuan yang Anda terima: %(address)s")
    address = whole(reverse("notices:preferences"))
    return f"{sent_by}\n{why}" % {"regency": current_regency().name, "address": address}
