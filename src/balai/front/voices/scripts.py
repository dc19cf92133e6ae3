"""What the house says aloud: each surface tells its sentences here, so that a regency knows what to record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from balai.core.ui.icons import StrOrPromise


@dataclass(frozen=True)
class Said:
    """Something to record: the name of its file without ``.ogg``, the language, the words to read aloud."""

    name: str
    language: str
    text: str


@dataclass(frozen=True)
class Script:
    """What belongs together: the calls of displays, the questions of the kiosk, names of agencies.

    Of a ``is_whole`` one a voice brings everything or nothing, since its words are joined.
    """

    code: str
    label: StrOrPromise
    lead: StrOrPromise
    read: Callable[[], Iterable[Said]]
    is_whole: bool = False

    def lines(self) -> list[Said]:
        """Each once, in the order in which it is best recorded."""
        found: dict[str, Said] = {}
        for said in self.read():
            found.setdefault(said.name, said)
        return list(found.values())


_scripts: dict[str, Script] = {}


def register(*scripts: Script) -> None:
    """Add scripts (in ``AppConfig.ready``); the same code again replaces the earlier one."""
    for script in scripts:
        _scripts[script.code] = script


def all_scripts() -> tuple[Script, ...]:
    """All that is said, in the order of registration."""
    return tuple(_scripts.values())


def whole_scripts() -> list[Script]:
    """Those of which a voice brings everything or nothing."""
    return [script for script in _scripts.values() if script.is_whole]
