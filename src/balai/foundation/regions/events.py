"""Events of regions."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

REGENCY_SET_UP = declare("regions.regency_set_up", _("Menyiapkan {regency} dari {source}"))
POINTS_IMPORTED = declare("regions.points_imported", _("Mengimpor koordinat {count} wilayah"))
BOUNDARIES_IMPORTED = declare("regions.boundaries_imported", _("Mengimpor batas {count} wilayah"))
