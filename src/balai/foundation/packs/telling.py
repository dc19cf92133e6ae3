"""Notices of packs: a newer version in a catalogue that is followed."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.notices.api import Kind, declare

NEWER = declare(
    Kind(
        "packs.newer",
        _("Versi baru paket yang terpasang"),
        "officer",
        frozenset({"publisher", "pack", "version", "installed"}),
        frozenset({"pack", "version"}),
    )
)
