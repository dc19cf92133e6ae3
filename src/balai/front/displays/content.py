"""Content kind ``voice`` of packs: recorded words that call a number where a machine has no Indonesian voice."""

from pathlib import Path

from balai.core.content import ContentContext, ContentError, Entry, content, require_keys
from balai.front.displays.spoken import WORDS

LARGEST = 64 * 1024  # bytes of one word
OGG = b"OggS"


@content("voice", order=90)
def install_voices(entries: list[Entry], context: ContentContext) -> int:
    """``{code, name, folder, is_synthetic, source}``: in the folder ``<word>.ogg`` for each of ``spoken.WORDS``.

    Only checked here: the files stay with the pack and are read from it.
    """
    for place, entry in enumerate(entries):
        require_keys(
            entry, required={"code", "name", "folder", "is_synthetic", "source"}, optional=set(), path=[place]
        )
        require_keys(entry["name"], required={"id", "en"}, optional=set(), path=[place, "name"])
        if not isinstance(entry["is_synthetic"], bool):
            raise ContentError("is_synthetic: true atau false", [place, "is_synthetic"])
        _check_words(context.folder / str(entry["folder"]), place)
    return len(entries)


def _check_words(folder: Path, place: int) -> None:
    missing = [word for word in WORDS if not (folder / f"{word}.ogg").is_file()]
    if missing:
        raise ContentError(f"belum ada rekaman: {', '.join(missing)}", [place, "folder"])
    for word in WORDS:
        sound = (folder / f"{word}.ogg").read_bytes()
        if len(sound) > LARGEST or not sound.startswith(OGG):
            raise ContentError(f"{word}.ogg: harus Ogg, paling besar {LARGEST >> 10} kB", [place, "folder"])
