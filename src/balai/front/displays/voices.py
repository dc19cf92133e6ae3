"""The recorded voice of this installation: a person's before a machine's."""

from dataclasses import dataclass

from balai.foundation.packs import api as packs
from balai.front.displays.spoken import WORDS


@dataclass(frozen=True)
class Voice:
    """A set of recorded words; ``version`` changes with the recordings."""

    code: str
    version: str
    is_synthetic: bool
    pack: str
    folder: str


def current_voice() -> Voice | None:
    """The voice that displays use; None when no pack brings one."""
    return min(_voices(), key=lambda voice: (voice.is_synthetic, voice.code), default=None)


def recording(code: str, word: str) -> bytes | None:
    """A word of a voice as Ogg; None for an unknown one."""
    voice = next((voice for voice in _voices() if voice.code == code), None)
    if voice is None or word not in WORDS:
        return None
    return packs.brought_file(voice.pack, f"{voice.folder}/{word}.ogg")


def _voices() -> list[Voice]:
    return [
        Voice(
            code=found.entry["code"],
            version=found.digest[:12],
            is_synthetic=found.entry["is_synthetic"],
            pack=found.pack,
            folder=found.entry["folder"],
        )
        for found in packs.brought("voice")
    ]
