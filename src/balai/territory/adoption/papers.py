"""A plan to take along: on paper, and as a table with its needs, steps and results."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balai.core.exchange import Sheet
from balai.core.money import format_rupiah
from balai.core.ui.words import local, moment, short_date
from balai.foundation.documents.api import print_sheet
from balai.foundation.regions.api import regency
from balai.territory.adoption import selectors
from balai.territory.adoption.comparing import Compared, compared
from balai.territory.adoption.models import Plan, Progress, Requirement, Step
from balai.territory.adoption.sources import adopted_from_us
from balai.territory.innovations.api import NEED_KINDS, figure

PAPER = Path(__file__).with_name("typst") / "rencana-adopsi.typ"


def plan_paper(plan: Plan) -> bytes:
    """The plan on A4, with everything that its page shows. Raises Invalid when it cannot be printed."""
    needs, steps = selectors.needs_of(plan), selectors.steps_of(plan)
    step_head = (_("Bulan"), _("Yang dikerjakan"), _("Unit"), _("Biaya"), _("Kemajuan"))
    result_head = (_("Indikator"), _("Daerah"), _("Sebelum"), _("Sesudah"), _("Sumber"))
    data = {
        "language": (get_language() or "id")[:2],
        "regency": regency().name,
        "kind": _("Rencana adopsi"),
        "title": str(plan),
        "printed": _("Dicetak %(when)s") % {"when": moment(timezone.now())},
        "facts": [(name, value) for name, value in _facts(plan, steps) if value],
        "needs": _table(_("Kesiapan"), (_("Jenis"), _("Kebutuhan"), _("Kesiapan")), map(_need, needs)),
        "gaps": {"title": _("Kesenjangan yang belum ditutup"), "rows": list(map(str, selectors.gaps(needs)))},
        "steps": _table(_("Langkah"), step_head, map(_step, steps)),
        "results": _table(_("Hasil, dengan indikator yang sama"), result_head, _results(plan)),
        "notes": {"title": _("Yang kita catat saat berkunjung"), "rows": list(map(_note, plan.findings))},
    }
    return print_sheet(PAPER, data)


def _table(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> dict[str, Any]:
    return {"title": title, "head": head, "rows": list(rows)}


def _facts(plan: Plan, steps: list[Step]) -> list[tuple[str, str]]:
    cost = sum((step.cost for step in steps if step.progress != Progress.DROPPED), Decimal(0))
    return [
        (_("Keadaan"), str(plan.get_state_display())),
        (_("Urutan"), str(plan.priority)),
        (_("Alasan"), plan.why),
        (_("Penanggung jawab"), plan.unit.name if plan.unit else ""),
        (_("Asal"), plan.origin_name),
        (_("Diambil"), f"{plan.get_source_display()}, {short_date(plan.taken_on)}"),
        (_("Biaya"), format_rupiah(cost) if cost else ""),
        (_("Masalah yang dijawab"), local(plan.snapshot["problem"])),
    ]


def _need(need: Requirement) -> tuple[str, ...]:
    label, _icon = NEED_KINDS[need.kind]
    return str(label), _lines(str(need), need.note), str(need.get_standing_display())


def _step(step: Step) -> tuple[str, ...]:
    pack = f"{_('Paket')} {step.pack}" if step.pack else ""
    text = _lines(step.text, pack, step.note)
    cost = format_rupiah(step.cost) if step.cost else "–"
    return (
        date_format(step.month, "M Y"),
        text,
        step.unit.short_name or step.unit.name,
        cost,
        str(step.get_progress_display()),
    )


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _results(plan: Plan) -> Iterator[tuple[str, ...]]:
    for line in _compared(plan):
        name = f"{line.indicator} ({line.measure})" if line.measure else line.indicator
        for one in line.figures:
            told = one.told if one.is_verified else f"{one.told} ({_('belum diverifikasi')})"
            yield name, one.region, _figure(one.before), _figure(one.after), told


def _compared(plan: Plan) -> list[Compared]:
    return compared(plan, selectors.results_of(plan), adopted_from_us())


def _figure(value: Decimal | None) -> str:
    return "–" if value is None else figure(value.normalize())


def _note(note: Mapping[str, str]) -> tuple[str, list[str]]:
    who = ", ".join(note[name] for name in ("unit", "session", "on") if note[name])
    names = {
        "saw": _("Dilihat"),
        "fits": _("Cocok"),
        "not_fits": _("Tidak cocok"),
        "why": _("Mengapa"),
        "needs": _("Perlu"),
        "decides": _("Yang memutuskan"),
    }
    return who, [f"{label}: {note[name]}" for name, label in names.items() if note[name]]


COLUMNS = (
    "bagian", "isi", "keadaan", "unit", "bulan", "biaya", "paket", "catatan", "sebelum", "sesudah", "tanggal", "sumber",
)  # fmt: skip


def plan_table(plan: Plan) -> Sheet:
    """One plan as a table: a row for each need, step and figure."""
    rows: list[tuple[object, ...]] = []
    for need in selectors.needs_of(plan):
        head = ("kebutuhan", str(need), str(need.get_standing_display()), "", "")
        rows.append((*head, _amount(need.amount), "", need.note, *[""] * 4))
    rows += [
        ("langkah", step.text, str(step.get_progress_display()), step.unit.name, f"{step.month:%Y-%m}",
         float(step.cost), step.pack, step.note, *[""] * 4)
        for step in selectors.steps_of(plan)
    ]  # fmt: skip
    rows += [
        ("hasil", line.indicator, "", one.region, "", "", "", line.measure, _amount(one.before), _amount(one.after),
         one.on, one.source)
        for line in _compared(plan)
        for one in line.figures
    ]  # fmt: skip
    return Sheet(COLUMNS, rows)


def _amount(value: Decimal | None) -> float | str:
    return "" if value is None else float(value)
