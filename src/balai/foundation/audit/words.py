"""What stands in the trail, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.ui.icons import StrOrPromise
from balai.foundation.audit.journal import REGULATED
from balai.foundation.audit.models import Change, PersonalRead

COLUMNS: dict[str, StrOrPromise] = {
    "action": gettext_lazy("Tindakan"),
    "address": gettext_lazy("Alamat"),
    "answers": gettext_lazy("Isian"),
    "applicant_id": gettext_lazy("Pemohon"),
    "applicant_name": gettext_lazy("Nama pemohon"),
    "basis": gettext_lazy("Dasar"),
    "birth_date": gettext_lazy("Tanggal lahir"),
    "birth_place": gettext_lazy("Tempat lahir"),
    "cancel_reason": gettext_lazy("Alasan pembatalan"),
    "cancelled_at": gettext_lazy("Dibatalkan"),
    "closed_at": gettext_lazy("Ditutup"),
    "closed_by_id": gettext_lazy("Ditutup oleh"),
    "closed_by_name": gettext_lazy("Ditutup oleh (nama)"),
    "code": gettext_lazy("Kode"),
    "created_at": gettext_lazy("Dibuat"),
    "due_at": gettext_lazy("Batas waktu"),
    "email": gettext_lazy("Surel"),
    "ended_at": gettext_lazy("Berakhir"),
    "ends_on": gettext_lazy("Sampai tanggal"),
    "facts": gettext_lazy("Data surat"),
    "family_card": gettext_lazy("Nomor KK"),
    "full_name": gettext_lazy("Nama lengkap"),
    "id": gettext_lazy("Nomor baris"),
    "identity_level": gettext_lazy("Tingkat identitas"),
    "is_active": gettext_lazy("Aktif"),
    "kind": gettext_lazy("Jenis"),
    "language": gettext_lazy("Bahasa"),
    "last": gettext_lazy("Nomor terakhir"),
    "marital": gettext_lazy("Status perkawinan"),
    "name": gettext_lazy("Nama"),
    "nik": gettext_lazy("NIK"),
    "number": gettext_lazy("Nomor"),
    "occupation": gettext_lazy("Pekerjaan"),
    "outcome": gettext_lazy("Hasil"),
    "owner_id": gettext_lazy("Pemilik"),
    "permissions": gettext_lazy("Wewenang"),
    "phone": gettext_lazy("Telepon"),
    "reach": gettext_lazy("Jangkauan"),
    "records": gettext_lazy("Catatan petugas"),
    "region_id": gettext_lazy("Wilayah"),
    "religion": gettext_lazy("Agama"),
    "remaining_minutes": gettext_lazy("Sisa menit"),
    "revoked_at": gettext_lazy("Dicabut"),
    "role": gettext_lazy("Peran"),
    "role_id": gettext_lazy("Peran"),
    "rt": gettext_lazy("RT"),
    "rw": gettext_lazy("RW"),
    "sex": gettext_lazy("Jenis kelamin"),
    "signed_at": gettext_lazy("Ditandatangani"),
    "signer_name": gettext_lazy("Penanda tangan"),
    "standing": gettext_lazy("Kedudukan"),
    "starts_on": gettext_lazy("Mulai tanggal"),
    "state": gettext_lazy("Tahap"),
    "stopped_at": gettext_lazy("Jam berhenti"),
    "subject": gettext_lazy("Perihal"),
    "submitted_at": gettext_lazy("Diajukan"),
    "taken_by_id": gettext_lazy("Dipegang oleh"),
    "text": gettext_lazy("Teks"),
    "title": gettext_lazy("Judul"),
    "unit_id": gettext_lazy("Unit"),
    "user_id": gettext_lazy("Orang"),
    "username": gettext_lazy("Nama pengguna"),
    "version": gettext_lazy("Versi"),
}
OWN: dict[str, StrOrPromise] = {
    "audit.change": gettext_lazy("Catatan perubahan"),
    "audit.event": gettext_lazy("Catatan peristiwa"),
    "audit.head": gettext_lazy("Kepala segel"),
    "audit.personalread": gettext_lazy("Catatan akses"),
    "audit.unsealed": gettext_lazy("Catatan yang hilang"),
    "audit.verification": gettext_lazy("Pemeriksaan segel"),
}
LOOKED_AT: dict[str, StrOrPromise] = {
    "appointment": gettext_lazy("janji temu"),
    "attachment": gettext_lazy("lampiran"),
    "audit_change": gettext_lazy("riwayat perubahan data"),
    "case": gettext_lazy("perkara"),
    "document": gettext_lazy("dokumen"),
    "licence": gettext_lazy("izin"),
    "letter_preview": gettext_lazy("pratinjau surat"),
    "numbers": gettext_lazy("nomor identitas dalam perkara"),
    "nik": gettext_lazy("NIK"),
    "nik_search": gettext_lazy("akun menurut NIK"),
    "profile": gettext_lazy("data diri"),
}


def column_name(column: str) -> str:
    """A column in words; its own name where we have none."""
    return str(COLUMNS.get(column, column.replace("_", " ")))


def thing_name(kind: str) -> str:
    """What a row of the kind is called; the kind itself where nobody said."""
    regulated = REGULATED.get(kind)
    called = regulated.called if regulated else OWN.get(kind)
    return str(called or kind)


def change_sentence(change: Change) -> str:
    """The change as a sentence: what, and for an update which columns."""
    thing = thing_name(change.subject_kind)
    if change.operation == Change.Operation.INSERT:
        return _("%(thing)s ditambahkan") % {"thing": thing}
    if change.operation == Change.Operation.DELETE:
        return _("%(thing)s dihapus") % {"thing": thing}
    columns = ", ".join(sorted(column_name(column) for column in change.after or {}))
    return _("%(thing)s diubah: %(columns)s") % {"thing": thing, "columns": columns}


def read_sentence(read: PersonalRead) -> str:
    """The look as a sentence."""
    facts: dict[str, Any] = {"what": looked_at(read.what)}
    return _("Melihat %(what)s") % facts if read.allowed else _("Ditolak melihat %(what)s") % facts


def looked_at(what: str) -> str:
    """What was looked at, in words; several names stand with blanks between them."""
    known = LOOKED_AT.get(what)
    return str(known) if known else ", ".join(column_name(word) for word in what.split())
