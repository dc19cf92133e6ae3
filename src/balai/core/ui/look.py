"""The look of the installed regency: name, mark, coat of arms and colours, replaced by one file."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

DEFAULT = Path(__file__).with_name("look.yaml")
THEMES = ("light", "dark")
# (text, background) pairs that must reach 4.5:1 in both themes.
READABLE = (
    *((ink, paper) for ink in ("ink", "muted", "link", "bad") for paper in ("paper", "surface")),
    *((f"{name}-content", name) for name in ("primary", "accent", "neutral", "success", "warning", "error")),
    *((name, f"{name}-soft") for name in ("good", "warn", "bad", "calm")),
    ("info-ink", "info-soft"),
    ("ink", "info-soft"),
    ("muted", "info-soft"),
    ("link", "info-soft"),
    ("ink", "calm-soft"),
    ("muted", "calm-soft"),
    ("paper", "ink"),
    ("house-ink", "house"),
    ("house-ink", "house-line"),
    ("house-muted", "house"),
)
WHITE_ON = ("night", "dusk", "flame", "blaze", "house", "house-line")
# Borders of fields and shapes of status must reach 3:1.
VISIBLE = (("edge", "paper"), ("edge", "surface"), ("success", "paper"), ("error", "paper"))


@dataclass(frozen=True)
class Regency:
    """What the frame of a page says about the regency; the module that owns it provides it."""

    code: str
    name: str
    short_name: str
    timezone: str = "Asia/Jakarta"
    look: str = ""  # the published version of its look; "" = the file's
    texts: str = ""  # the version of its own texts; "" = none


@dataclass(frozen=True)
class OwnLook:
    """What a regency published over its file: empty texts, None and missing tokens stay the file's."""

    name: str
    mark: str
    arms: Path | None
    colours: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Look:
    """A look ready for use; ``colours`` maps a theme to its tokens."""

    name: str
    mark: str
    arms: Path | None
    colours: dict[str, dict[str, str]]
    arms_url: str = "/lambang"
    timezone: str = ""  # of the times that the browser itself writes

    @property
    def stylesheet(self) -> str:
        """The tokens as CSS variables: light by default, dark when the device asks for it."""
        light, dark = (_rules(theme, self.colours[theme]) for theme in THEMES)
        return (
            f":root,[data-theme=light]{{{light}}}\n[data-theme=dark]{{{dark}}}\n"
            f"@media (prefers-color-scheme:dark){{:root:not([data-theme]){{{dark}}}}}\n"
        )

    @property
    def version(self) -> str:
        """Changes with the colours, so that browsers may keep the stylesheet for long."""
        return hashlib.sha256(self.stylesheet.encode()).hexdigest()[:10]


_UNKNOWN = Regency(code="", name="Balai", short_name="Balai")
_provider: Callable[[], Regency | None] = lambda: None  # noqa: E731


def provide_regency(provider: Callable[[], Regency | None]) -> None:
    """Tell the frame which regency is installed; called once by the module that owns it and keeps it for a request."""
    global _provider
    _provider = provider


_own_look: Callable[[str], OwnLook | None] = lambda version: None  # noqa: E731


def provide_looks(provider: Callable[[str], OwnLook | None]) -> None:
    """Tell where published versions of the look are kept; called once by the module that keeps them."""
    global _own_look
    _own_look = provider


def current_regency() -> Regency:
    """The installed regency; a nameless one before the first set-up."""
    return _provider() or _UNKNOWN


def current_look() -> Look:
    """The look of the installed regency."""
    regency = current_regency()
    return read_look(_file_for(regency.code), regency)


def pack_look() -> Look:
    """The look of the file alone, without what the regency published over it."""
    regency = replace(current_regency(), look="", texts="")
    return read_look(_file_for(regency.code), regency)


def published_version() -> str:
    """Changes with everything that the look and the regency's own texts put on a page."""
    regency, look = current_regency(), current_look()
    return f"{look.name} {look.version} {regency.look} {regency.texts}"


def _file_for(code: str) -> Path:
    """The look file: named by BALAI_LOOK, or the pack's that names the regency, or the default."""
    if settings.LOOK_FILE:
        return Path(settings.LOOK_FILE)
    return _looks_by_regency(settings.PACKS_DIR).get(code, DEFAULT)


@lru_cache
def _looks_by_regency(packs: Path) -> dict[str, Path]:
    return {str(yaml.safe_load(file.read_text()).get("regency")): file for file in packs.glob("*/look.yaml")}


@lru_cache
def read_look(file: Path, regency: Regency = _UNKNOWN) -> Look:
    """The look in a file, completed from the default, with what the regency published over it."""
    base: dict[str, Any] = yaml.safe_load(DEFAULT.read_text())
    own: dict[str, Any] = yaml.safe_load(file.read_text())
    colours = {theme: {**base["colours"][theme], **own.get("colours", {}).get(theme, {})} for theme in THEMES}
    name = own.get("name") or regency.name
    arms = file.parent / own["arms"] if own.get("arms") else None
    look = Look(
        name=name, mark=own.get("mark") or _mark(name), arms=arms, colours=colours, timezone=regency.timezone
    )
    published = _own_look(regency.look) if regency.look else None
    return dress(look, published, f"/lambang?v={regency.look}") if published else look


def dress(look: Look, own: OwnLook, arms_url: str) -> Look:
    """A look with what a regency puts over it."""
    colours = {theme: {**look.colours[theme], **own.colours.get(theme, {})} for theme in THEMES}
    name = own.name or look.name
    mark = own.mark or (look.mark if name == look.name else _mark(name))
    arms, url = (own.arms, arms_url) if own.arms else (look.arms, look.arms_url)
    return replace(look, name=name, mark=mark, arms=arms, colours=colours, arms_url=url)


def _mark(name: str) -> str:
    words = [word for word in name.split() if word not in {"Kabupaten", "Kota"}]
    return "".join(word[0] for word in words)[:3].upper() if len(words) > 1 else words[0][:3].upper()


def _rules(theme: str, tokens: dict[str, str]) -> str:
    derived = {
        "base-100": tokens["surface"],
        "base-200": tokens["calm-soft"],
        "base-300": tokens["line"],
        "base-content": tokens["ink"],
        "secondary": tokens["house"],
        "secondary-content": "#ffffff",
    }
    rules = [f"--color-{name}:{value}" for name, value in {**tokens, **derived}.items()]
    return ";".join([f"color-scheme:{theme}", *rules])


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two ``#rrggbb`` colours, from 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True)
class TooClose:
    """Two tokens of a theme whose contrast is below what people can read (or see)."""

    theme: str
    text: str
    paper: str
    ratio: float
    bound: float

    def __str__(self) -> str:
        return f"{self.theme}: {self.text} on {self.paper} = {self.ratio:.2f}"


def too_close(look: Look) -> list[TooClose]:
    """The pairs of the look that are too close to read."""
    pairs = [(pair, 4.5) for pair in (*READABLE, *(("white", dark) for dark in WHITE_ON))]
    pairs += [(pair, 3.0) for pair in VISIBLE]
    found = []
    for theme in THEMES:
        tokens = {**look.colours[theme], "white": "#ffffff"}
        rated = [(pair, contrast(tokens[pair[0]], tokens[pair[1]]), bound) for pair, bound in pairs]
        found += [TooClose(theme, *pair, ratio, bound) for pair, ratio, bound in rated if ratio < bound]
    return found


def unreadable(look: Look) -> list[str]:
    """Pairs of the look that are too close to read, as ``theme: text on background = ratio``."""
    return [str(pair) for pair in too_close(look)]
