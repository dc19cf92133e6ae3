"""The kind of notice by which data subjects hear of a breach; nobody can switch it off."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.notices.api import Kind, declare

BREACH = declare(
    Kind(
        "privacy.breach",
        _("Kegagalan pelindungan data Anda"),
        "citizen",
        frozenset({"data", "how", "handling", "discovered"}),
        frozenset({"data", "how", "handling"}),
        duty=_("UU 27/2022 mewajibkan pemberitahuan tertulis kepada pemilik data."),
    )
)
