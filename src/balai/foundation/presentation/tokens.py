"""The colours that a regency chooses, in groups, with their names for people."""

from django.utils.translation import gettext_lazy as _

from balai.core.ui.look import THEMES

THEME_NAMES = {"light": _("Terang"), "dark": _("Gelap")}
GROUPS = (
    (
        _("Tombol dan tautan"),
        (
            ("primary", _("Tombol utama")),
            ("primary-content", _("Tulisan di tombol utama")),
            ("link", _("Tautan")),
            ("accent", _("Aksen")),
            ("accent-content", _("Tulisan di atas aksen")),
        ),
    ),
    (
        _("Kertas dan tulisan"),
        (
            ("paper", _("Latar halaman")),
            ("surface", _("Latar kartu")),
            ("ink", _("Tulisan")),
            ("muted", _("Tulisan kedua")),
            ("line", _("Garis")),
            ("edge", _("Tepi isian")),
        ),
    ),
    (
        _("Sampul portal"),
        (
            ("night", _("Paling gelap")),
            ("dusk", _("Gelap")),
            ("flame", _("Tengah")),
            ("blaze", _("Terang")),
            ("cyan", _("Paling terang")),
        ),
    ),
    (
        _("Bilah ruang kerja"),
        (
            ("house", _("Latar bilah")),
            ("house-ink", _("Tulisan bilah")),
            ("house-muted", _("Tulisan kedua bilah")),
            ("house-line", _("Yang sedang dibuka")),
        ),
    ),
)
CHOSEN = {token: name for _group, tokens in GROUPS for token, name in tokens}
NAMES = {**CHOSEN, "white": _("Putih")}
FIELDS = {f"{theme}-{token}": (theme, token) for theme in THEMES for token in CHOSEN}


def named(token: str) -> str:
    """The name of a token; one that is not chosen on the page as it is called."""
    return str(NAMES.get(token, token))
