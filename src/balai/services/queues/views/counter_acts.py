"""What an officer can press at a counter: the form of each press, and the action behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.ui.icons import StrOrPromise
from balai.services.queues import api
from balai.services.queues.cards import CounterCard
from balai.services.queues.forms.counter import (
    AddForm,
    CallForm,
    HoldForm,
    PeriodForm,
    PressForm,
    TransferForm,
)

Sent = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """One press; with a ``title`` it asks for something first, on the page or in a dialog of the counter."""

    form: type[PressForm]
    run: Callable[[Actor, UUID, Sent], CounterCard]
    title: StrOrPromise = ""
    button: StrOrPromise = ""


def _add(actor: Actor, counter_id: UUID, sent: Sent) -> CounterCard:
    line_id, _colon, service = sent["layanan"].partition(":")
    return api.add_service(actor, counter_id, sent["masa"], UUID(line_id), service=service, key=sent["kunci"])


ACTS: dict[str, Act] = {
    "buka": Act(PressForm, lambda actor, counter, sent: api.open_counter(actor, counter)),
    "jeda": Act(PressForm, lambda actor, counter, sent: api.pause(actor, counter)),
    "lanjut": Act(PressForm, lambda actor, counter, sent: api.resume_counter(actor, counter)),
    "tutup": Act(PressForm, lambda actor, counter, sent: api.close_counter(actor, counter)),
    "panggil": Act(PressForm, lambda actor, counter, sent: api.call_next(actor, counter, key=sent["kunci"])),
    "dahulukan": Act(
        CallForm,
        lambda actor, counter, sent: api.call(
            actor, counter, sent["nomor"], reason=sent["alasan"], key=sent["kunci"]
        ),
        _("Panggil di luar urutan"),
        _("Panggil sekarang"),
    ),
    "ulang": Act(
        PeriodForm,
        lambda actor, counter, sent: api.recall(actor, counter, sent["masa"], key=sent["kunci"]),
    ),
    "mulai": Act(
        PeriodForm,
        lambda actor, counter, sent: api.start(actor, counter, sent["masa"], key=sent["kunci"]),
    ),
    "tahan": Act(
        HoldForm,
        lambda actor, counter, sent: api.hold(
            actor, counter, sent["masa"], reason=sent["alasan"], key=sent["kunci"]
        ),
        _("Tahan sebentar"),
        _("Tahan"),
    ),
    "teruskan": Act(
        PeriodForm,
        lambda actor, counter, sent: api.resume(actor, counter, sent["masa"], key=sent["kunci"]),
    ),
    "kembali": Act(
        PeriodForm,
        lambda actor, counter, sent: api.back_in_line(actor, counter, sent["masa"], key=sent["kunci"]),
    ),
    "pindah": Act(
        TransferForm,
        lambda actor, counter, sent: api.transfer(
            actor, counter, sent["masa"], UUID(sent["tujuan"]), reason=sent["alasan"], key=sent["kunci"]
        ),
        _("Pindahkan ke antrean lain"),
        _("Pindahkan"),
    ),
    "tambah": Act(AddForm, _add, _("Tambah layanan"), _("Tambahkan")),
    "absen": Act(
        PeriodForm,
        lambda actor, counter, sent: api.no_show(actor, counter, sent["masa"], key=sent["kunci"]),
    ),
    "selesai": Act(
        PeriodForm,
        lambda actor, counter, sent: api.done(actor, counter, sent["masa"], key=sent["kunci"]),
    ),
}
ASKING = tuple(name for name, act in ACTS.items() if act.title)
