"""What a token opens. A token without ``work`` leaves its owner's roles at home."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

APPLICATIONS, DOCUMENTS, WORK = "applications", "documents", "work"
SCOPES: dict[str, "str | Promise"] = {
    APPLICATIONS: _("Permohonan Anda sendiri"),
    DOCUMENTS: _("Surat yang terbit, berikut berkasnya"),
    WORK: _("Perkara unit tempat Anda bertugas"),
}
LIFETIMES = (30, 90, 365)  # days
