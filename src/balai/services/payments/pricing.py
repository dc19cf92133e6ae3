"""The form in which an administrator writes a tariff: what is charged, by which rule, from which day on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.ui.editing import short_name
from balai.core.ui.widgets import RupiahField
from balai.foundation.ledger.api import accounts_of
from balai.services.payments.models import Collector, Tariff

MOST_ITEMS, EMPTY_ITEMS = 24, 3
LANGUAGES = {"id": gettext_lazy("Indonesia"), "en": gettext_lazy("Inggris")}
Words = dict[str, str]


@dataclass(frozen=True)
class ItemDraft:
    """One price; ``code`` as procedures name it, "" for a new one."""

    code: str
    name: Words
    unit: str
    price: Decimal  # rupiah


@dataclass(frozen=True)
class TariffDraft:
    """A tariff as it should be from ``valid_from`` on; ``account`` takes the revenue, ``receivable`` what is owed."""

    name: Words
    source: str
    valid_from: date
    account: str
    receivable: str
    due_days: int
    items: tuple[ItemDraft, ...]
    allows_parts: bool = False


@dataclass(frozen=True)
class Row:
    """One price on the page: a heading and its fields."""

    heading: str
    name: list[forms.BoundField] = field(default_factory=list)
    rest: list[forms.BoundField] = field(default_factory=list)


class TariffForm(forms.Form):
    """A tariff with its prices; the empty rows at the end are for new ones."""

    name_id = forms.CharField(label=gettext_lazy("Nama tarif, dalam bahasa Indonesia"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Nama tarif, dalam bahasa Inggris"), max_length=120)
    source = forms.CharField(
        label=gettext_lazy("Dasar hukum"),
        max_length=240,
        help_text=gettext_lazy(
            "Peraturan daerah dengan nomor, tahun dan lampirannya. Tercatat bersama nama Anda."
        ),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Berlaku mulai"),
        widget=forms.DateInput,
        help_text=gettext_lazy("Tagihan sebelum hari itu tetap memakai tarif yang lama."),
    )
    due_days = forms.IntegerField(
        label=gettext_lazy("Hari untuk membayar"), min_value=1, max_value=365, initial=30
    )
    allows_parts = forms.BooleanField(label=gettext_lazy("Boleh dibayar sebagian"), required=False)
    account = forms.ChoiceField(label=gettext_lazy("Akun pendapatan"))
    receivable = forms.ChoiceField(label=gettext_lazy("Akun piutang"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the table that the page showed

    def __init__(self, chart: str, standing: Tariff | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(standing))
        self.fields["account"].choices = accounts_of(chart, ["revenue"])  # type: ignore[attr-defined]
        self.fields["receivable"].choices = _receivables(chart)  # type: ignore[attr-defined]
        self.standing = standing
        self.codes = list(standing.items) if standing else []
        self.count = min(len(self.codes) + EMPTY_ITEMS, MOST_ITEMS)
        kept = list(standing.items.values()) if standing else []
        for place in range(self.count):
            self._add_row(place, kept[place] if place < len(kept) else None)

    def _add_row(self, place: int, kept: Mapping[str, Any] | None) -> None:
        """What stands may be renamed and priced anew, never emptied: procedures ask for it by its code."""
        needed = kept is not None or (place == 0 and not self.codes)
        known = kept or {"name": {}, "unit": "", "price": None}
        for language, tongue in LANGUAGES.items():
            self.fields[f"item{place}-{language}"] = forms.CharField(
                label=_("Yang dikenai biaya ({language})").format(language=tongue),
                max_length=120, required=needed, initial=known["name"].get(language, ""),
            )  # fmt: skip
        self.fields[f"price{place}"] = RupiahField(
            label=_("Harga"), required=needed, initial=known["price"] and Decimal(known["price"])
        )
        self.fields[f"unit{place}"] = forms.CharField(
            label=_("Per"), max_length=40, required=needed, initial=known["unit"],
            help_text=_("Misalnya hari, buah, atau m2 x bulan."),
        )  # fmt: skip

    def rows(self) -> Iterator[Row]:
        """The prices as the page shows them."""
        for place in range(self.count):
            name = [self[f"item{place}-{language}"] for language in LANGUAGES]
            yield Row(
                _("Harga {number}").format(number=place + 1),
                name,
                [self[f"price{place}"], self[f"unit{place}"]],
            )

    def general(self) -> list[forms.BoundField]:
        """The fields that are no price."""
        return [self[name] for name in self.base_fields]

    def clean(self) -> dict[str, Any]:
        """A price that was begun is whole."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("seen") and (self.standing is None or given["seen"] != str(self.standing.pk)):
            self.add_error(
                None, _("Tarif ini ditulis ulang sejak Anda membukanya. Muat ulang halamannya dahulu.")
            )
        for place in range(self.count):
            keys = [*(f"item{place}-{language}" for language in LANGUAGES), f"price{place}", f"unit{place}"]
            if any(given.get(key) for key in keys):
                for key in keys:
                    if not given.get(key) and key not in self.errors:
                        self.add_error(key, _("Lengkapi harga ini, atau kosongkan seluruhnya."))
        return given

    def draft(self) -> TariffDraft:
        """The tariff as it was typed."""
        given = self.cleaned_data
        return TariffDraft(
            name={"id": given["name_id"], "en": given["name_en"]},
            items=tuple(self._items()),
            **{
                key: given[key]
                for key in ("source", "valid_from", "account", "receivable", "due_days", "allows_parts")
            },
        )

    def _items(self) -> Iterator[ItemDraft]:
        taken = set(self.codes)
        for place in range(self.count):
            given = self.cleaned_data
            if not given[f"item{place}-id"]:
                continue
            name = {language: given[f"item{place}-{language}"] for language in LANGUAGES}
            code = self.codes[place] if place < len(self.codes) else short_name(name["id"], taken, "-")
            taken.add(code)
            yield ItemDraft(code, name, given[f"unit{place}"], given[f"price{place}"])


def _receivables(chart: str) -> list[tuple[str, str]]:
    """The assets of the chart that are no money in hand."""
    purses = {code for pair in Collector.objects.values_list("cash", "bank") for code in pair}
    return [choice for choice in accounts_of(chart, ["asset"]) if choice[0] not in purses]


def _initial(standing: Tariff | None) -> dict[str, Any]:
    if standing is None:
        return {}
    first = next(iter(standing.items.values()))
    return {
        "seen": str(standing.pk),
        "name_id": standing.name.get("id", ""),
        "name_en": standing.name.get("en", ""),
        "source": standing.source,
        "due_days": standing.due_days,
        "allows_parts": standing.allows_parts,
        "account": first["account"],
        "receivable": standing.receivable,
    }
