"""Events of access tokens."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

CREATED = declare("tokens.created", _("Akses aplikasi {title} dibuat ({scopes})"))
REVOKED = declare("tokens.revoked", _("Akses aplikasi {title} dicabut"))
