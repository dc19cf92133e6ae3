"""Events of parts."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

PART_CHOSEN = declare("parts.chosen", _("Bagian {part}: {before} menjadi {after}, karena {reason}"))
