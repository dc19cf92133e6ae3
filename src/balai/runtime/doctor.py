"""``balai doctor``: what is in order, and what to do about what is not. It changes nothing."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from balai.core.errors import NotVisible
from balai.core.keys import data_ring
from balai.foundation.forms.api import scanner_fault
from balai.foundation.notices import api as notices
from balai.foundation.regions import api as regions
from balai.runtime.backup.create import note as backup_note
from balai.runtime.keyring import recovery, sheet
from balai.runtime.migrating import pending
from balai.runtime.push import watching
from balai.runtime.serve import is_loopback

VERSIONS = range(15, 19)
LEAST_FREE = 1024**3  # bytes
MOST_WAITING = timedelta(minutes=10)  # for a letter that is due
OLDEST_BACKUP = timedelta(hours=26)
MOST_SKEW = 5.0  # seconds between our clock and the database's


@dataclass(frozen=True)
class Finding:
    """One line of the report. ``advice`` is empty when the matter is in order."""

    subject: str
    state: str
    advice: str = ""

    @property
    def is_ok(self) -> bool:
        return not self.advice


def examine() -> Iterator[Finding]:
    """All findings, one after the other; a check that fails unexpectedly is a finding too."""
    for subject, check in CHECKS.items():
        try:
            yield check(subject)
        except Exception as error:  # noqa: BLE001 - a doctor reports what he meets
            yield Finding(
                subject, type(error).__name__, str(error).splitlines()[0] if str(error) else "lihat log"
            )


def _configuration(subject: str) -> Finding:
    place = urlsplit(settings.PUBLIC_URL)
    if place.scheme not in {"http", "https"} or not place.hostname:
        return Finding(subject, settings.PUBLIC_URL, "isi BALAI_PUBLIC_URL dengan alamat lengkap, https://…")
    if place.scheme == "http" and not is_loopback(place.hostname):
        return Finding(subject, settings.PUBLIC_URL, "alamat umum harus https; pasang TLS di depan Balai")
    if place.hostname not in settings.ALLOWED_HOSTS:
        return Finding(subject, settings.PUBLIC_URL, f"tambahkan {place.hostname} ke BALAI_HOSTS")
    if settings.DEBUG:
        return Finding(subject, "BALAI_DEBUG menyala", "matikan BALAI_DEBUG")
    return Finding(subject, settings.PUBLIC_URL)


def _database(subject: str) -> Finding:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"
        )
        number, encoding = cursor.fetchone()
    state = f"PostgreSQL {number // 10000}.{number % 10000}, {encoding}"
    if number // 10000 not in VERSIONS:
        return Finding(subject, state, f"Balai memerlukan PostgreSQL {VERSIONS[0]} sampai {VERSIONS[-1]}")
    if encoding != "UTF8":
        return Finding(subject, state, "buat basis data dengan pengodean UTF8")
    return Finding(subject, state)


def _tables(subject: str) -> Finding:
    if steps := pending():
        return Finding(subject, f"{len(steps)} langkah tertunda", "jalankan `balai upgrade`")
    return Finding(subject, "mutakhir")


def _regency(subject: str) -> Finding:
    try:
        card = regions.regency()
    except (NotVisible, psycopg.Error):
        return Finding(subject, "belum ditetapkan", "jalankan `balai init --regency KODE`")
    return Finding(subject, f"{card.name} ({card.code}), {card.timezone}")


def _storage(subject: str) -> Finding:
    name = default_storage.save("doctor.txt", ContentFile(b"Balai"))
    try:
        with default_storage.open(name) as file:
            if file.read() != b"Balai":
                return Finding(subject, "isi berkas berubah", "periksa penyimpanan")
    finally:
        default_storage.delete(name)
    free = shutil.disk_usage(settings.HOME).free
    state = f"dapat ditulisi, {free / 1024**3:.0f} GB kosong"
    return Finding(subject, state, "" if free >= LEAST_FREE else "kosongkan ruang, sisakan sekurangnya 1 GB")


def _signer(subject: str) -> Finding:
    if settings.DOCUMENT_SIGNER == "bsre":
        missing = [f"BALAI_BSRE_{name.upper()}" for name in ("user", "password") if not settings.BSRE[name]]
        if urlsplit(str(settings.BSRE["url"])).hostname == "esign.invalid":
            missing.insert(0, "BALAI_BSRE_URL")
        return Finding(subject, "BSrE", f"isi {', '.join(missing)}" if missing else "")
    if _is_trial():
        return Finding(subject, "otoritas lokal, untuk percobaan")
    return Finding(subject, "otoritas lokal, hanya untuk percobaan", "pakai BSrE: BALAI_SIGNER=bsre")


def _scanner(subject: str) -> Finding:
    """Own checks always run; a scanner that is set must answer, since nothing passes without it."""
    if not settings.CLAMD:
        return Finding(subject, "tidak dipasang; berkas diperiksa Balai sendiri")
    if fault := scanner_fault():
        return Finding(subject, f"{settings.CLAMD}, {fault}", "hidupkan clamd atau kosongkan BALAI_CLAMD")
    return Finding(subject, settings.CLAMD)


def _push(subject: str) -> Finding:
    """Without it displays and followers ask every few seconds; on a machine where it never ran that may be meant."""
    words = {
        watching.Seen.WORKS: ("menyiarkan", ""),
        watching.Seen.NONE: ("tidak berjalan di mesin ini; layar bertanya sendiri", ""),
        watching.Seen.DEAF: ("tidak mendengar basis data", "periksa DATABASE_URL dari `balai push`"),
        watching.Seen.AWAY: ("tidak menjawab", "jalankan `balai push`, lihat lognya"),
    }
    return Finding(subject, *words[watching.look()])


def _mail(subject: str) -> Finding:
    """The server must greet and take our sign-in; nothing is sent."""
    if not settings.EMAIL_HOST:
        where = f"disimpan di {settings.EMAIL_FILE_PATH}"
        return Finding(subject, where, "" if _is_trial() else "isi BALAI_EMAIL_HOST supaya surel terkirim")
    state = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    if fault := notices.mail_fault():
        return Finding(
            subject, f"{state}, {fault}", "periksa BALAI_EMAIL_*; kiriman menunggu dan tidak hilang"
        )
    facts = notices.backlog()
    if facts.oldest and timezone.now() - facts.oldest > MOST_WAITING:
        return Finding(
            subject, f"{state}, antrean macet", "periksa apakah proses pekerja (`balai run`) hidup"
        )
    if facts.dead:
        return Finding(subject, f"{state}, {facts.dead} kiriman gagal", "buka Antrean surel di ruang kerja")
    return Finding(subject, state)


def _keys(subject: str) -> Finding:
    folder = Path(settings.HOME) / "keys"
    wanted = [folder / "django.key", data_ring(settings.HOME)]
    missing = [path.name for path in wanted if not path.exists()]
    if missing:
        return Finding(subject, f"{', '.join(missing)} belum ada", "kembalikan folder keys dari cadangannya")
    files = [path for path in folder.rglob("[!.]*") if path.is_file()]
    open_to_others = [path for path in files if path.stat().st_mode & 0o077]
    if open_to_others:
        names = " ".join(str(path) for path in open_to_others)
        return Finding(subject, "terbaca orang lain", f"jalankan `chmod 600 {names}`")
    return Finding(subject, f"{folder}, hanya terbaca pemiliknya")


def _is_trial() -> bool:
    """Only this machine can reach it: nobody's data depend on it."""
    return is_loopback(urlsplit(settings.PUBLIC_URL).hostname or "")


def _sheet(subject: str) -> Finding:
    home = Path(settings.HOME)
    if not recovery.note(home).exists():
        return Finding(subject, "belum ada", "" if _is_trial() else "buat: `balai key sheet lembar.pdf`")
    if not sheet.is_confirmed(home):
        advice = "" if _is_trial() else "jalankan `balai key confirm`"
        return Finding(subject, "belum dipastikan, atau kuncinya sudah berganti", advice)
    return Finding(subject, "tercetak dan dipastikan")


def _backup(subject: str) -> Finding:
    path = backup_note(Path(settings.HOME))
    if not path.exists():
        return Finding(subject, "belum pernah", "" if _is_trial() else "jalankan `balai backup FILE`")
    known = json.loads(path.read_text())
    age = datetime.now(UTC) - datetime.fromisoformat(known["at"])
    state = f"{known['path']}, {age.total_seconds() / 3600:.0f} jam lalu, {known['bytes'] / 1e6:.1f} MB"
    return Finding(
        subject,
        state,
        "" if age < OLDEST_BACKUP or _is_trial() else "cadangkan setiap hari: `balai backup FILE`",
    )


def _clock(subject: str) -> Finding:
    with connection.cursor() as cursor:
        before = time.time()
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        skew = abs(cursor.fetchone()[0] - (before + time.time()) / 2)
    state = f"selisih {skew:.1f} detik dengan basis data"
    return Finding(subject, state, "" if skew <= MOST_SKEW else "samakan jam kedua mesin (NTP)")


def _fonts(subject: str) -> Finding:
    folder = Path(apps.get_app_config("documents").path) / "fonts"
    found = sorted(path.name for path in folder.glob("*.ttf"))
    if not found:
        return Finding(subject, "tidak ada", "jalankan `make setup`")
    return Finding(subject, f"{len(found)} huruf")


def _demo(subject: str) -> Finding:
    count = apps.get_model("accounts.User").objects.filter(is_demo=True).count()
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    if count and not is_loopback(host):
        return Finding(subject, f"{count} akun demo di {host}", "siapkan BALAI_HOME baru tanpa demo")
    return Finding(subject, f"{count}, hanya di mesin ini" if count else "tidak ada")


CHECKS: dict[str, Callable[[str], Finding]] = {
    "Konfigurasi": _configuration,
    "Basis data": _database,
    "Tabel": _tables,
    "Kabupaten": _regency,
    "Penyimpanan": _storage,
    "Penanda tangan": _signer,
    "Pemeriksa virus": _scanner,
    "Siaran": _push,
    "Surel": _mail,
    "Kunci": _keys,
    "Lembar pemulihan": _sheet,
    "Cadangan": _backup,
    "Jam": _clock,
    "Huruf": _fonts,
    "Akun demo": _demo,
}
