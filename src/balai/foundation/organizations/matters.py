"""What administrators keep here, with how it stands."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from balai.core.actor import Actor
from balai.core.ui.administration import Matter, State, administer
from balai.foundation.organizations.policies import MANAGE
from balai.foundation.organizations.selectors import units_without_head, unverified_holidays


def register() -> None:
    """Add units and holidays to the page of administration."""
    administer(
        Matter(
            label=_("Unit, jabatan dan jam layanan"),
            lead=_(
                "Alamat dan penomoran surat, siapa memegang jabatan apa, kapan unit melayani dan kapan tutup."
            ),
            icon="building-2",
            url_name="organizations:home",
            group=_("Organisasi"),
            order=30,
            permissions=(MANAGE,),
            words=_("pejabat, kepala, hari tutup, kop surat, nomor surat, seri"),
            state=_units,
        ),
        Matter(
            label=_("Hari libur"),
            lead=_("Hari tanpa pelayanan di seluruh kabupaten; batas waktu dihitung tanpanya."),
            icon="calendar-days",
            url_name="organizations:holidays",
            group=_("Organisasi"),
            order=40,
            permissions=(MANAGE,),
            words=_("cuti bersama, kalender, tanggal merah, batas waktu"),
            state=_holidays,
        ),
        Matter(
            label=_("Impor dan ekspor"),
            lead=_("Daftar dari berkas, diperiksa dahulu baris demi baris."),
            icon="file-up",
            url_name="exchange:overview",
            group=_("Organisasi"),
            order=50,
            permissions=(MANAGE,),
            words=_("CSV, XLSX, unggah, unduh, koordinat, batas wilayah"),
        ),
    )


def _units(actor: Actor) -> State | None:
    count = units_without_head(actor, timezone.localdate())
    sentence = ngettext("%(n)s unit belum punya kepala", "%(n)s unit belum punya kepala", count)
    return State(sentence % {"n": count}) if count else None


def _holidays(actor: Actor) -> State | None:
    count = unverified_holidays(timezone.localdate())
    sentence = ngettext("%(n)s hari libur belum diverifikasi", "%(n)s hari libur belum diverifikasi", count)
    return State(sentence % {"n": count}, waits=True) if count else None
