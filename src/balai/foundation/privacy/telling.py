"""Notices of data protection: a breach, which nobody can switch off, and a reminder, for those who consented."""

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
LETTER_ENDS = declare(
    Kind(
        "privacy.letter_ends",
        _("Surat Anda akan berakhir"),
        "citizen",
        frozenset({"title", "number", "day"}),
        frozenset({"title", "day"}),
    )
)
