"""Events of notices: what administrators did to texts and to letters that did not arrive."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

WORDING_CHANGED = declare("notices.wording_changed", _("Teks pemberitahuan “{kind}” diubah"))
WORDING_RESTORED = declare(
    "notices.wording_restored", _("Teks pemberitahuan “{kind}” dikembalikan ke asalnya")
)
RETRIED = declare("notices.retried", _("Pemberitahuan “{kind}” dikirim ulang"))
GIVEN_UP = declare("notices.given_up", _("Pemberitahuan “{kind}” dilepas: {reason}"))
