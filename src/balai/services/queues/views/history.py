"""What the queue did over days: a picture, a table, and the same as a file."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from balai.core.errors import NotVisible
from balai.core.exchange import Sheet, download
from balai.core.ui.words import span
from balai.foundation.accounts.api import officer_required
from balai.services.queues.drawing import Chart, Measured, columns, lying
from balai.services.queues.forms.history import BY_LABELS, HistoryForm
from balai.services.queues.history import By, Figures, coordinated, grouped, span_of, whole
from balai.services.queues.policies import SUPERVISE

DRAWN = 12  # named groups in the picture; the table has all
ORDERED = ("jam", "hari")


@dataclass(frozen=True)
class Picture:
    """A chart with its heading."""

    title: str
    chart: Chart
    is_standing: bool


@require_safe
@officer_required(SUPERVISE)
def figures(request: HttpRequest) -> HttpResponse:
    """The days of the address by hour, day, agency, service or officer."""
    form = _form(request)
    if not form.is_valid():
        return render(request, "queues/history.html", {"form": form, "tabs": []}, status=422)
    rows, total = _read(form)
    context = {
        "form": form,
        "by_label": BY_LABELS[form.by],
        "tabs": _tabs(request, form),
        "rows": [(_name(row, form.by), row) for row in rows],
        "total": total,
        "pictures": _pictures(rows, form.by),
        "query": request.GET.urlencode(),
    }
    return render(request, "queues/history.html", context)


@require_safe
@officer_required(SUPERVISE)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The table as a file; times in seconds."""
    form = _form(request)
    if kind not in {"csv", "xlsx"} or not form.is_valid():
        raise NotVisible
    rows, _total = _read(form)
    head = [
        str(BY_LABELS[form.by]),
        _("Nomor diambil"),
        _("Selesai"),
        _("Tidak datang"),
        _("Pergi"),
        _("Rata-rata menunggu (detik)"),
        _("Sembilan dari sepuluh di bawah (detik)"),
        _("Rata-rata dilayani (detik)"),
        _("Persen tidak lewat janji"),
    ]
    return download(Sheet(head, [_cells(row, form.by) for row in rows]), _("riwayat-antrean"), kind)


def _cells(row: Figures, by: By) -> list[object]:
    numbers = [row.taken, row.done, row.missed, row.gone, row.wait, row.long_wait, row.service, row.kept]
    return [_name(row, by), *numbers]


def _form(request: HttpRequest) -> HistoryForm:
    return HistoryForm(coordinated(request.actor), request.GET.dict())  # type: ignore[attr-defined]


def _read(form: HistoryForm) -> tuple[list[Figures], Figures]:
    asked = span_of(form.chosen, form.cleaned_data["dari"], form.cleaned_data["sampai"])
    return grouped(asked, form.by), whole(asked)


def _tabs(request: HttpRequest, form: HistoryForm) -> list[tuple[str, str, bool]]:
    """(label, address, is here) of each way to group."""
    found = []
    for by, label in BY_LABELS.items():
        query = request.GET.copy()
        query["menurut"] = by
        found.append((str(label), f"?{query.urlencode()}", by == form.by))
    return found


def _name(row: Figures, by: By) -> str:
    if by == "hari":
        return row.label
    return row.label or (_("Belum dilayani") if by == "petugas" else pgettext("service", "Tanpa nama"))


def _pictures(rows: list[Figures], by: By) -> list[Picture]:
    """How many came and how long they waited: standing over time, else the longest waits with their names."""
    if by in ORDERED:
        marks = [_mark(row, by) for row in rows]
        taken = [Measured(mark, row.taken, str(row.taken)) for mark, row in zip(marks, rows, strict=True)]
        waits = [
            Measured(mark, row.wait or 0, str((row.wait or 0) // 60))
            for mark, row in zip(marks, rows, strict=True)
        ]
        return [
            Picture(_("Nomor diambil"), columns(taken), True),
            Picture(_("Rata-rata menunggu, menit"), columns(waits), True),
        ]
    measured = sorted((row for row in rows if row.wait is not None), key=lambda row: -(row.wait or 0))
    waits = [Measured(_name(row, by), row.wait or 0, span(row.wait or 0)) for row in measured[:DRAWN]]
    return [Picture(_("Rata-rata menunggu paling lama"), lying(waits), False)]


def _mark(row: Figures, by: By) -> str:
    return row.key if by == "jam" else row.key[8:]
