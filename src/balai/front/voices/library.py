"""The recorded voices of this installation: a person's before a machine's."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.urls import reverse

from balai.foundation.packs import api as packs

ENDING = ".ogg"


@dataclass(frozen=True)
class Voice:
    """A set of recordings; ``version`` changes with any of them."""

    code: str
    version: str
    is_synthetic: bool
    pack: str
    folder: str
    names: frozenset[str]

    def address(self, name: str) -> str:
        """Where a recording is heard; with the version, so that it may be kept for ever."""
        return f"{reverse('voices:recording', args=[self.code, name])}?v={self.version}"


@dataclass(frozen=True)
class Library:
    """All voices, the better ones first."""

    voices: tuple[Voice, ...]

    def voice_of(self, name: str) -> Voice | None:
        """The best voice that has this recording."""
        return next((voice for voice in self.voices if name in voice.names), None)

    def whole(self, names: Iterable[str]) -> Voice | None:
        """The best voice that has all of these; None when each lacks one."""
        wanted = frozenset(names)
        return next((voice for voice in self.voices if wanted <= voice.names), None)

    def addresses(self, names: Iterable[str]) -> tuple[str, ...]:
        """Where these are heard one after the other, each in its best voice; nothing when one was not recorded."""
        found = [(name, self.voice_of(name)) for name in names]
        return (
            tuple(voice.address(name) for name, voice in found if voice) if all(v for _n, v in found) else ()
        )

    def is_synthetic(self, names: Iterable[str]) -> bool:
        """True where a machine has made any of these."""
        return any(voice.is_synthetic for voice in map(self.voice_of, names) if voice)


def library() -> Library:
    """The voices that packs have brought; two queries, and one for each further pack."""
    voices = [_voice(found) for found in packs.brought("voice")]
    return Library(tuple(sorted(voices, key=lambda voice: (voice.is_synthetic, voice.code))))


def sound(code: str, name: str) -> bytes | None:
    """A recording of a voice as Ogg; None for an unknown one."""
    found = next((one for one in packs.brought("voice") if one.entry["code"] == code), None)
    return packs.brought_file(found.pack, f"{found.entry['folder']}/{name}{ENDING}") if found else None


def _voice(found: packs.Brought) -> Voice:
    folder = found.entry["folder"]
    paths = map(PurePosixPath, packs.brought_paths(found.pack, f"{folder}/"))
    return Voice(
        code=found.entry["code"],
        version=found.digest[:12],
        is_synthetic=found.entry["is_synthetic"],
        pack=found.pack,
        folder=folder,
        names=frozenset(path.stem for path in paths if path.suffix == ENDING and str(path.parent) == folder),
    )
