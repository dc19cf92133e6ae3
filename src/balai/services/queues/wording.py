"""The published rule of a line in sentences, for visitors and officers alike."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.core.ui.words import clock_time, is_verified, unmarked
from balai.services.queues.cards import PlaceNow, RuleCard
from balai.services.queues.hours import today
from balai.services.queues.models import Line, QueueRule, Visit
from balai.services.queues.places import rule_card
from balai.services.queues.rules import read_rule


@dataclass(frozen=True)
class RuleTold:
    """A rule with the lines that follow it; ``source`` names its law or decree."""

    title: str
    letters: str
    sentences: tuple[str, ...]
    source: str
    is_verified: bool


def standby(place: PlaceNow) -> str:
    """When somebody in a line without an open counter is called; "" where nobody is served any more today."""
    if place.is_open and place.closes_at:
        told = _(
            "Nomor tetap dapat diambil; Anda dipanggil setelah loketnya buka. Tempat ini tutup pukul {clock}."
        )
        return told.format(clock=clock_time(place.closes_at))
    if place.is_open:
        return _("Nomor tetap dapat diambil; Anda dipanggil setelah loketnya buka.")
    coming = next((opens for opens, _closes in place.today if opens > place.setting.now), None)
    return _("Pelayanan dimulai pukul {clock}.").format(clock=clock_time(coming)) if coming else ""


def rules_told(line_ids: Collection[UUID]) -> tuple[RuleTold, ...]:
    """The rules that lines follow today, each with the letters of its lines; two queries."""
    letters: dict[str, list[str]] = {}
    for code, letter in Line.objects.filter(pk__in=line_ids).values_list("rule", "letter"):
        letters.setdefault(code, []).append(letter)
    rows = QueueRule.objects.filter(code__in=letters, valid_from__lte=today()).order_by("code", "valid_from")
    found = {row.code: row for row in rows}
    return tuple(
        told(rule_card(read_rule(row.code, row.source, row.content)), ", ".join(letters[row.code]))
        for row in found.values()
    )


def told(rule: RuleCard, letters: str = "") -> RuleTold:
    """The rule as a page shows it."""
    title = _("Aturan {name}").format(name=rule.code.replace("-", " "))
    return RuleTold(title, letters, rule_sentences(rule), unmarked(rule.source), is_verified(rule.source))


def rule_sentences(rule: RuleCard) -> tuple[str, ...]:
    """What the rule says, in the order in which a visitor meets it."""
    return (*_order(rule), *_places(rule), *_missing(rule))


def _order(rule: RuleCard) -> Iterator[str]:
    yield _("Yang lebih dulu datang, lebih dulu dipanggil.")
    for one in rule.priority:
        sentence = ngettext("{who} didahulukan {n} menit.", "{who} didahulukan {n} menit.", one.minutes)
        yield sentence.format(who=one.label, n=one.minutes)
    yield _("Janji temu dihitung dari jamnya, paling cepat hadir {n} menit sebelumnya.").format(
        n=rule.early_minutes
    )


def _places(rule: RuleCard) -> Iterator[str]:
    if rule.capacity:
        yield _("Paling banyak {n} nomor sehari.").format(n=rule.capacity)
        if rule.shares:
            names = dict(Visit.Channel.choices)
            parts = (f"{names.get(code, code)} {share} %" for code, share in rule.shares.items())
            yield _("Jatah: {parts}.").format(parts=", ".join(parts))
        if rule.release:
            yield _("Pukul {clock} sisa jatah dibuka untuk semua.").format(clock=_clock(rule.release))
    if rule.needs_counter:
        yield _("Selama jam layanan, nomor hanya diberikan bila ada loket yang buka.")
    else:
        yield _("Nomor juga diberikan selagi belum ada loket yang buka; itu dikatakan lebih dulu.")
    if rule.last_call_minutes:
        yield _("Nomor terakhir diberikan {n} menit sebelum tutup.").format(n=rule.last_call_minutes)


def _missing(rule: RuleCard) -> Iterator[str]:
    yield ngettext(
        "Tidak datang setelah {n} panggilan berarti terlewat.",
        "Tidak datang setelah {n} panggilan berarti terlewat.",
        rule.miss_after_calls,
    ).format(n=rule.miss_after_calls)
    if rule.grace_minutes:
        yield _("Yang terlewat tetap memegang urutannya bila kembali dalam {n} menit.").format(
            n=rule.grace_minutes
        )


def _clock(text: str) -> str:
    return text.replace(":", ".")
