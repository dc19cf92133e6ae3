"""What documents tell people."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.notices import api as notices

COPY = notices.declare(
    notices.Kind(
        "documents.copied",
        _("Tembusan surat"),
        "officer",
        frozenset({"title", "number", "sender"}),
        pace="daily",
        spares_actor=True,
    )
)
