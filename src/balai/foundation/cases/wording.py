"""How deadlines, outcomes and channels are said, the same everywhere."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from balai.core.ui.pills import Pill
from balai.core.ui.words import clock_time, short_date

OUTCOMES = {
    "granted": (gettext_lazy("Selesai"), "good"),
    "rejected": (gettext_lazy("Ditolak"), "bad"),
    "withdrawn": (gettext_lazy("Ditarik pemohon"), "calm"),
    "recorded": (gettext_lazy("Selesai dan dicatat"), "good"),
    "expired": (gettext_lazy("Gugur karena waktu"), "calm"),
    "suspended": (gettext_lazy("Dibekukan"), "warn"),
    "revoked": (gettext_lazy("Dicabut"), "bad"),
}
CHANNELS = {
    "daring": gettext_lazy("daring"),
    "loket": gettext_lazy("di loket"),
    "kios": gettext_lazy("dari anjungan"),
    "kantor": gettext_lazy("dari kantor"),
}
LIMIT_WORDS = {
    "working_days": gettext_lazy("hari kerja"),
    "working_hours": gettext_lazy("jam kerja"),
    "service_minutes": gettext_lazy("menit layanan"),
    "clock_hours": gettext_lazy("jam, siang malam"),
}
FIELD_KIND_WORDS = {
    "text": gettext_lazy("Teks pendek"),
    "long_text": gettext_lazy("Teks panjang"),
    "date": gettext_lazy("Tanggal"),
    "number": gettext_lazy("Angka"),
}
STATE_WORDS = {
    "work": gettext_lazy("Petugas bekerja"),
    "parallel": gettext_lazy("Beberapa jalur bersama"),
    "wait_applicant": gettext_lazy("Menunggu pemohon"),
    "wait": gettext_lazy("Menunggu pihak luar"),
    "branch": gettext_lazy("Bercabang"),
    "end": gettext_lazy("Akhir"),
}
ACTION_WORDS = {
    "forward": gettext_lazy("Maju"),
    "return": gettext_lazy("Kembalikan"),
    "reject": gettext_lazy("Tolak"),
    "withdraw": gettext_lazy("Ditarik pemohon"),
    "signal": gettext_lazy("Oleh sistem"),
    "recall": gettext_lazy("Tarik kembali"),
    "after": gettext_lazy("Sesudah keputusan"),
    "objection": gettext_lazy("Keberatan pemohon"),
}
DUES = {
    "terlambat": gettext_lazy("Terlambat"),
    "hari-ini": gettext_lazy("Hari ini"),
    "pekan-ini": gettext_lazy("Pekan ini"),
}
HELD = {
    "saya": gettext_lazy("Saya kerjakan"),
    "kosong": gettext_lazy("Belum dikerjakan"),
}
SORT_WORDS = {
    "batas": gettext_lazy("Batas terdekat"),
    "masuk": gettext_lazy("Masuk paling lama"),
    "-masuk": gettext_lazy("Masuk paling baru"),
    "perkara": gettext_lazy("Nama perkara"),
}


def due_pill(due_at: datetime | None, now: datetime | None = None) -> Pill:
    """How near a deadline is: late by days, today at a time, tomorrow, or a date; None is a stopped clock."""
    now = now or timezone.now()
    if due_at is None:
        return Pill(_("Menunggu pemohon"), "calm", "circle-pause")
    days = (timezone.localtime(due_at).date() - timezone.localtime(now).date()).days
    if due_at < now:
        return Pill(_late_by(-days), "bad", "octagon-alert")
    if days == 0:
        return Pill(_("Hari ini %(time)s") % {"time": clock_time(due_at)}, "warn", "clock")
    return Pill(_("Besok") if days == 1 else short_date(due_at), "info", "circle-dot")


def _late_by(days: int) -> str:
    if days == 0:
        return _("Terlambat hari ini")
    return ngettext("Terlambat %(n)d hari", "Terlambat %(n)d hari", days) % {"n": days}


def status_pill(outcome: str, waits_for_applicant: bool) -> Pill:
    """How a case stands, as its applicant reads it."""
    if outcome:
        return outcome_pill(outcome)
    if waits_for_applicant:
        return Pill(_("Menunggu Anda"), "warn", "clock")
    return Pill(_("Diproses"), "info", "circle-dot")


def outcome_pill(outcome: str) -> Pill:
    """How a case ended."""
    text, tone = OUTCOMES[outcome]
    icon = {"good": "check", "warn": "circle-pause", "bad": "octagon-alert", "calm": "circle-dashed"}[tone]
    return Pill(str(text), tone, icon)
