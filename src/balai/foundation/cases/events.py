"""Events of cases. ``says`` and ``reason`` are for the applicant; remarks stay inside."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

OPENED = declare("cases.opened", _("Permohonan {code} diajukan"))
ACTED = declare("cases.acted", _("{code} ditindaklanjuti: {action}"))
SIGNALLED = declare("cases.signalled", _("{code} berlanjut dengan sendirinya: {action}"))
DEEMED = declare("cases.deemed", _("{code} diputus dengan sendirinya karena batas waktu terlewati: {action}"))
FOLLOWED = declare("cases.followed", _("Yang dicatat petugas ikut berubah: {before} menjadi {now}"))
RECALLED = declare("cases.recalled", _("{code} ditarik kembali oleh petugas"))
ESCALATED = declare("cases.escalated", _("{code} terlambat di {unit}; atasan di {superior} menerimanya"))
RETURNED = declare("cases.returned", _("{code} dikembalikan kepada pemohon: {reason}"))
RESUBMITTED = declare("cases.resubmitted", _("{code} diajukan kembali oleh pemohon"))
REJECTED = declare("cases.rejected", _("{code} ditolak: {reason}"))
WITHDRAWN = declare("cases.withdrawn", _("{code} ditarik oleh pemohon"))
OBJECTED = declare("cases.objected", _("Pemohon mengajukan keberatan atas keputusan {code}: {reason}"))
CHANGED = declare("cases.changed", _("Keputusan {code} diubah, {action}: {reason}"))
NOTED = declare("cases.noted", _("Catatan internal ditambahkan pada {code}"))
REASSIGNED = declare("cases.reassigned", _("{code} dipindahkan dari {earlier} kepada {to}: {reason}"))
HANDED_OVER = declare("cases.handed_over", _("{code} diserahkan kepada {to}"))
CLAIMED = declare("cases.claimed", _("{code} mulai dikerjakan"))
TAKEN_OVER = declare("cases.taken_over", _("{code} diambil alih dari {earlier}"))
RELEASED = declare("cases.released", _("{code} dilepas kembali untuk rekan seunit"))
DELEGATED = declare(
    "cases.delegated", _("Tugas {giver} dilimpahkan kepada {receiver} sampai {until}: {reason}")
)
UNDELEGATED = declare("cases.delegation_revoked", _("Pelimpahan tugas {giver} kepada {receiver} dicabut"))
VIEW_SHARED = declare("cases.view_shared", _("Tampilan {view} dibagikan kepada rekan seunit"))
OVERDUE = declare("cases.overdue", _("{code} melewati batas waktu di {unit}"))
PUBLISHED = declare("cases.procedure_published", _("Prosedur {procedure} versi {number} berlaku"))
DRAFTED = declare("cases.procedure_drafted", _("Draf prosedur {procedure} dimulai"))
UNDRAFTED = declare("cases.procedure_undrafted", _("Draf prosedur {procedure} dibuang"))
RETIRED = declare("cases.procedure_retired", _("Prosedur {procedure} versi {number} ditutup: {reason}"))
