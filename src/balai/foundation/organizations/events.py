"""Events of organizations."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

UNITS_SET_UP = declare("organizations.units_set_up", _("Menyiapkan {units} unit dan {posts} jabatan"))
