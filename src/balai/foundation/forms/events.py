"""Events of forms; no answer ever stands in an event."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

FORM_INSTALLED = declare("forms.installed", _("Formulir {form} versi {version} dipasang"))
DRAFT_DISCARDED = declare("forms.draft_discarded", _("Draf {form} dihapus oleh pemiliknya"))
DRAFT_ADOPTED = declare("forms.draft_adopted", _("Draf {form} diambil alih setelah masuk"))
ATTACHMENT_CHECKED = declare("forms.attachment_checked", _("Berkas {file} diterima dan diperiksa"))
ATTACHMENT_REUSED = declare(
    "forms.attachment_reused", _("Berkas {file} dipakai lagi dari permohonan terdahulu")
)
ATTACHMENT_REFUSED = declare("forms.attachment_refused", _("Berkas {file} ditolak: {reason}"))
ATTACHMENT_REMOVED = declare("forms.attachment_removed", _("Berkas {file} dihapus dari formulir"))
FORM_DRAFTED = declare("forms.drafted", _("Draf formulir {form} dimulai"))
FORM_UNDRAFTED = declare("forms.undrafted", _("Draf formulir {form} dibuang"))
