"""What a visit can be about."""

from django.utils.translation import gettext_lazy as _

TOPICS = [
    ("smart-kampung", _("Smart Kampung")),
    ("mal-pelayanan-publik", _("Mal pelayanan publik")),
    ("e-village-budgeting", _("Keuangan desa terencana daring")),
    ("bumdes", _("Badan usaha milik desa")),
    ("sakip", _("Akuntabilitas kinerja dan reformasi birokrasi")),
    ("perencanaan-penganggaran", _("Perencanaan, penganggaran, pemantauan")),
    ("spbe", _("Sistem pemerintahan berbasis elektronik")),
    ("pariwisata", _("Pariwisata dan kalender festival")),
    ("mal-orang-sehat", _("Mal Orang Sehat")),
    ("lounge-pelayanan", _("Lounge pelayanan publik")),
]


def topic_choices() -> list[tuple[str, str]]:
    """Topics as (code, name in the reader's language)."""
    return [(code, str(name)) for code, name in TOPICS]
