"""Content kind ``voice`` of packs: recorded words and sentences, heard where a machine has no voice of its own."""

from pathlib import Path

from balai.core.content import ContentContext, ContentError, Entry, content, require_keys
from balai.front.voices.library import ENDING
from balai.front.voices.scripts import whole_scripts

LARGEST = 64 * 1024  # bytes of one recording
OGG = b"OggS"


@content("voice", order=90)
def install_voices(entries: list[Entry], context: ContentContext) -> int:
    """``{code, name, folder, is_synthetic, source}``: in the folder ``<name>.ogg`` for what was recorded.

    What is joined of words comes whole or not at all. Only checked here: the files stay with the pack and are read
    from it.
    """
    for place, entry in enumerate(entries):
        require_keys(
            entry, required={"code", "name", "folder", "is_synthetic", "source"}, optional=set(), path=[place]
        )
        require_keys(entry["name"], required={"id", "en"}, optional=set(), path=[place, "name"])
        if not isinstance(entry["is_synthetic"], bool):
            raise ContentError("is_synthetic: true atau false", [place, "is_synthetic"])
        _check(context.folder / str(entry["folder"]), place)
    return len(entries)


def _check(folder: Path, place: int) -> None:
    files = sorted(folder.glob(f"*{ENDING}"))
    if not files:
        raise ContentError("belum ada rekaman", [place, "folder"])
    recorded = {file.stem for file in files}
    for script in whole_scripts():
        wanted = [said.name for said in script.lines()]
        missing = [name for name in wanted if name not in recorded]
        if missing and len(missing) < len(wanted):
            raise ContentError(f"belum ada rekaman: {', '.join(missing)}", [place, "folder"])
    for file in files:
        sound = file.read_bytes()
        if len(sound) > LARGEST or not sound.startswith(OGG):
            raise ContentError(f"{file.name}: harus Ogg, paling besar {LARGEST >> 10} kB", [place, "folder"])
