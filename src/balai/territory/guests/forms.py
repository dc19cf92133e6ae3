"""What phones send. Every form carries a key of its own, so that a press that is sent twice counts once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.core.ids import read_id
from balai.core.ui.widgets import RupiahField, WholeField
from balai.territory.guests.actions.mail_links import Letter
from balai.territory.guests.guest import RoomCard
from balai.territory.guests.words import LABELS, LONGEST, UNKNOWN, VERDICTS, Words, words_of

OLDEST = timedelta(days=60)  # a phone that was off for longer tells no time any more
STARS = [(5, _("5 (sangat)")), (4, "4"), (3, _("3 (cukup)")), (2, "2"), (1, _("1 (tidak)"))]
HELPS = {
    "saw": _("Fakta dan angka yang tampak, sependek mungkin."),
    "needs": _("Aturan, orang, biaya, alat."),
    "decides": _("Jabatan atau lembaga di daerah Anda."),
}


class CodeForm(forms.Form):
    """A code as it was typed, or as a link carried it."""

    kode = forms.CharField(
        label=_("Kode Anda"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Ketik kode yang Anda terima.")},
    )


class PhoneForm(forms.Form):
    """``umur`` says how many seconds a press waited on the phone, whatever the phone's clock shows."""

    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    umur = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=int(OLDEST.total_seconds())
    )

    @property
    def key(self) -> UUID:
        """The key of the press."""
        found: UUID = self.cleaned_data["kunci"]
        return found

    @property
    def happened_at(self) -> datetime:
        """When it was pressed."""
        return timezone.now() - timedelta(seconds=self.cleaned_data["umur"] or 0)


class NoteForm(PhoneForm):
    """The note of a unit about a session."""

    lihat = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    verdict = forms.ChoiceField(
        label=_("Secara keseluruhan"),
        choices=VERDICTS,
        initial=UNKNOWN,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            rows = 3 if name == "saw" else 2
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=LONGEST,
                help_text=HELPS.get(name, ""),
                widget=forms.Textarea(attrs={"rows": rows}),
            )
        self.order_fields([*LABELS, "verdict"])

    @property
    def words(self) -> Words:
        """What was written."""
        return words_of(self.cleaned_data)

    @property
    def seen(self) -> set[UUID]:
        """The keys of the texts that the writer had before the eyes."""
        return {key for text in self.cleaned_data["lihat"].split() if (key := read_id(text))}


class ArriveForm(PhoneForm):
    """We are here."""

    kode = forms.CharField(
        label=_("Kode di tempat"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Ketik kode yang tertera pada lembar di tempat.")},
    )
    orang = WholeField(
        label=_("Berapa orang dari unit Anda yang hadir?"),
        help_text=_("Bila beberapa ponsel unit Anda mencatat, jumlah terbesar yang dihitung."),
        min_value=1,
        max_value=1000,
        initial=1,
    )


class QuestionForm(PhoneForm):
    """A question to the speakers."""

    pertanyaan = forms.CharField(
        label=_("Pertanyaan untuk narasumber"),
        max_length=1000,
        help_text=_("Dibaca tuan rumah, dan dijawab untuk unit Anda."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis pertanyaannya.")},
    )


class RatingForm(PhoneForm):
    """How a session was."""

    berguna = forms.TypedChoiceField(
        label=_("Bergunakah untuk pekerjaan Anda?"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )
    jelas = forms.TypedChoiceField(
        label=_("Jelaskah penyampaiannya?"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )
    saran = forms.CharField(
        label=_("Saran untuk tuan rumah"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _spent(label: Any) -> RupiahField:
    return RupiahField(label=label, required=False, least=Decimal(0))


class SpendingForm(PhoneForm):
    """What the unit spent in the regency, all its people together."""

    orang = WholeField(label=_("Berapa orang dari unit Anda?"), min_value=1, max_value=1000)
    malam = WholeField(label=_("Berapa malam menginap?"), min_value=0, max_value=60)
    inap = _spent(_("Penginapan"))
    makan = _spent(_("Makan dan minum"))
    belanja = _spent(_("Oleh-oleh dan belanja"))
    jalan = _spent(_("Angkutan dan wisata"))


class HandingForm(forms.Form):
    """Which units get their link, by which way, and the mailboxes of those that get it by mail."""

    WAYS = ("lembar", "unduh", "surel", "kirim")
    cara = forms.ChoiceField(choices=[(way, way) for way in WAYS])
    unit = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Pilih sekurangnya satu unit.")}
    )

    def __init__(self, rooms: Sequence[RoomCard], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = rooms
        keys = [str(room.id) for room in rooms]
        self.fields["unit"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]
        self.fields["unit"].initial = keys
        for room in rooms:
            self.fields[f"surel-{room.id}"] = forms.EmailField(
                label=_("Surel {unit}").format(unit=room.name), required=False, max_length=200
            )

    def clean(self) -> dict[str, Any]:
        """Whoever is to get a mail has an address."""
        told = super().clean() or self.cleaned_data
        if told.get("cara") in {"surel", "kirim"} and self._missing:
            names = ", ".join(room.name for room in self._missing)
            self.add_error(None, _("Isi alamat {names}, atau hilangkan tanda unit itu.").format(names=names))
        return told

    @property
    def _missing(self) -> list[RoomCard]:
        """The chosen units without a mailbox, besides those whose address is no address."""
        told = self.cleaned_data
        return [room for room in self.chosen if told.get(f"surel-{room.id}") == ""]

    @property
    def rows(self) -> list[tuple[RoomCard, bool, forms.BoundField]]:
        """Each unit: whether it is chosen, and its mailbox."""
        chosen = set(self["unit"].value() or ())
        return [(room, str(room.id) in chosen, self[f"surel-{room.id}"]) for room in self.rooms]

    @property
    def chosen(self) -> list[RoomCard]:
        """The units that were chosen."""
        return [room for room in self.rooms if str(room.id) in self.cleaned_data.get("unit", ())]

    @property
    def letters(self) -> list[Letter]:
        """The chosen units with their mailboxes."""
        return [Letter(room, self.cleaned_data[f"surel-{room.id}"]) for room in self.chosen]


class EraseForm(forms.Form):
    """Yes, delete."""

    yakin = forms.BooleanField(
        label=_("Ya, hapus untuk selamanya"), error_messages={"required": _("Beri tanda bila Anda yakin.")}
    )
    semua = forms.BooleanField(widget=forms.HiddenInput, required=False)
