"""What a press at a counter sends: its key, the period that it is about, and what it asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.services.queues.cards import CounterCard, LineRef

LONGEST = 160  # letters of a reason


class ReasonField(forms.CharField):
    """Why; kept with the period and read by the coordinator."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Alasan"), max_length=LONGEST, **options)


class PressForm(forms.Form):
    """A press: the same key is the same press, however often it arrives."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, card: CounterCard | None = None, lines: tuple[LineRef, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.card = card  # of what asks for something; a plain press needs none
        self.offer(lines)
        asked = [field.widget for field in self.fields.values() if not field.widget.is_hidden]
        for widget in asked[:1]:
            widget.attrs["autofocus"] = True  # where a dialog begins

    def offer(self, lines: tuple[LineRef, ...]) -> None:
        """Fill the choices of the place; a plain press has none."""


class PeriodForm(PressForm):
    """A press about what the counter is doing."""

    masa = forms.UUIDField(widget=forms.HiddenInput)


class HoldForm(PeriodForm):
    """Set aside, with the reason."""

    alasan = ReasonField(
        help_text=_("Misalnya: mengambil fotokopi. Tampil di halaman ini sampai dilanjutkan.")
    )


class TransferForm(PeriodForm):
    """To another line, with the reason."""

    tujuan = forms.ChoiceField(label=_("Ke antrean"))
    alasan = ReasonField(help_text=_("Dibaca petugas loket berikutnya."))

    def offer(self, lines: tuple[LineRef, ...]) -> None:
        """Every line of the place but the one that the visitor stands in."""
        current = self.card.current if self.card else None
        here = current.line_id if current else None
        self.fields["tujuan"].choices = [  # type: ignore[attr-defined]
            (str(line.id), _named(line)) for line in lines if line.id != here
        ]


class AddForm(PeriodForm):
    """A further service for the same visitor, in the line that gives it."""

    layanan = forms.ChoiceField(label=_("Layanan"))

    def offer(self, lines: tuple[LineRef, ...]) -> None:
        """The services of each line; a line without named ones stands for itself."""
        self.fields["layanan"].choices = [  # type: ignore[attr-defined]
            (_named(line), _offered(line)) for line in lines
        ]


def _named(line: LineRef) -> str:
    """A line as an officer chooses it: nobody is sent unknowingly to where nobody calls."""
    name = f"{line.letter} · {line.name}"
    return name if line.is_staffed else gettext("{line} (loket belum buka)").format(line=name)


def _offered(line: LineRef) -> list[tuple[str, str]]:
    services = [(f"{line.id}:{service.code}", service.title) for service in line.services]
    return services or [(f"{line.id}:", line.name)]


class CallForm(PressForm):
    """Somebody out of order: who, and why."""

    nomor = forms.UUIDField(widget=forms.HiddenInput)
    alasan = ReasonField(help_text=_("Tersimpan bersama panggilan ini dan terbaca oleh koordinator."))
