"""Events of agreements: they name the agreement by its code and tell no content."""

from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.foundation.audit.api import declare, record
from balai.territory.agreements.models import Agreement

BEGUN = declare("agreements.begun", _("{kind} {code} dibuka"))
RECORDED = declare("agreements.recorded", _("{kind} {code} dicatat dari register lama"))
CHANGED = declare("agreements.changed", _("Keterangan {code} diubah"))
OPENED = declare("agreements.opened", _("{code} tidak lagi rahasia"))
CLOSED = declare("agreements.closed", _("{code} dijadikan rahasia"))
PARTIES = declare("agreements.parties", _("Para pihak {code} diubah"))
WRITTEN = declare("agreements.written", _("Naskah {code} versi {version} ditulis oleh {side}"))
REMARKED = declare("agreements.remarked", _("{side} memberi catatan pada naskah {code} versi {version}"))
ACCEPTED = declare("agreements.accepted", _("{side} menerima sebuah catatan pada naskah {code}"))
REJECTED = declare("agreements.rejected", _("{side} menolak sebuah catatan pada naskah {code}"))
INITIALLED = declare("agreements.initialled", _("{side} memaraf naskah {code} versi {version}"))
INVITED = declare("agreements.invited", _("Tautan untuk {side} pada {code} dibuat"))
LINK_ENDED = declare("agreements.link_ended", _("Tautan untuk {side} pada {code} dicabut"))
STAGED = declare("agreements.staged", _("{code} masuk tahap {stage}"))
SIGNED = declare("agreements.signed", _("{side} menandatangani {code}"))
LAID_OUT = declare("agreements.laid_out", _("Naskah akhir {code} disiapkan untuk ditandatangani"))
TAKEN_BACK = declare("agreements.taken_back", _("Naskah akhir {code} ditarik sebelum ditandatangani"))
CONCLUDED = declare("agreements.concluded", _("{code} ditandatangani semua pihak, nomor {number}"))
DUTY_ADDED = declare("agreements.duty_added", _("Kewajiban pada {code} ditambahkan, batas {due:day}"))
DUTY_DONE = declare("agreements.duty_done", _("Kewajiban pada {code} dengan batas {due:day} dipenuhi"))
EXTENDED = declare("agreements.extended", _("{code} diperpanjang sampai {until:day}"))
ENDED = declare("agreements.ended", _("{code} berakhir pada {until:day}"))
STOPPED = declare("agreements.stopped", _("{code} dihentikan: {reason}"))
REPORTED = declare("agreements.reported", _("Laporan {code} tahun {year} ditulis"))
KIND_INSTALLED = declare("agreements.kind_installed", _("Jenis kerja sama {kind} dipasang"))
KIND_CORRECTED = declare("agreements.kind_corrected", _("Jenis kerja sama {kind} diperiksa dan disesuaikan"))


def note(actor: Actor, name: str, agreement: Agreement, **more: str | int) -> None:
    """Append an event of the agreement, at the unit that keeps it."""
    unit = agreement.unit
    record(
        actor,
        name,
        subject=agreement,
        unit_id=unit.pk,
        region_code=unit.region_id,
        **{**agreement.facts(), **more},
    )
