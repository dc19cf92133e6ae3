"""Events of cases. ``says`` and ``reason`` are for the applicant; remarks stay inside."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

OPENED = declare("cases.opened", _("Permohonan {code} diajukan"))
ACTED = declare("cases.acted", _("{code}: {action}"))
RETURNED = declare("cases.returned", _("{code} dikembalikan kepada pemohon: {reason}"))
RESUBMITTED = declare("cases.resubmitted", _("{code} diajukan kembali oleh pemohon"))
REJECTED = declare("cases.rejected", _("{code} ditolak: {reason}"))
WITHDRAWN = declare("cases.withdrawn", _("{code} ditarik oleh pemohon"))
NOTED = declare("cases.noted", _("Catatan internal ditambahkan pada {code}"))
HANDED_OVER = declare("cases.handed_over", _("{code} diserahkan kepada {to}"))
OVERDUE = declare("cases.overdue", _("{code} melewati batas waktu di {unit}"))
PUBLISHED = declare("cases.procedure_published", _("Prosedur {procedure} versi {number} berlaku"))
