"""Makes the fonts of documents at build time: packaged woff2 subsets become one TTF for each face.

``python -m balai.foundation.documents.build`` reads ``node_modules/@fontsource`` and writes ``fonts/``.
Letters use
Tinos (metric-compatible with Times New Roman, the face of Indonesian offices), small print Plus Jakarta
Sans, and
names written in Arabic script Noto Naskh. All three are under the SIL Open Font License 1.1.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[4]
FONTS = Path(__file__).parent / "fonts"
STYLES = {(400, "normal"): "Regular", (600, "normal"): "SemiBold", (700, "normal"): "Bold",
          (400, "italic"): "Italic", (700, "italic"): "Bold Italic"}  # fmt: skip


@dataclass(frozen=True)
class Face:
    """One static face of a packaged family: which subsets of which weight and style make it."""

    package: str
    family: str
    subsets: tuple[str, ...]
    weight: int
    style: str = "normal"

    @property
    def file_name(self) -> str:
        return f"{self.package}-{self.weight}{'-italic' if self.style == 'italic' else ''}.ttf"

    def sources(self, modules: Path) -> list[Path]:
        """The woff2 files of the face."""
        folder = modules / "@fontsource" / self.package / "files"
        return [
            folder / f"{self.package}-{subset}-{self.weight}-{self.style}.woff2" for subset in self.subsets
        ]


LATIN = ("latin", "latin-ext")
FACES = (
    Face("tinos", "Tinos", LATIN, 400),
    Face("tinos", "Tinos", LATIN, 700),
    Face("tinos", "Tinos", LATIN, 400, "italic"),
    Face("tinos", "Tinos", LATIN, 700, "italic"),
    Face("plus-jakarta-sans", "Plus Jakarta Sans", LATIN, 400),
    Face("plus-jakarta-sans", "Plus Jakarta Sans", LATIN, 600),
    Face("plus-jakarta-sans", "Plus Jakarta Sans", LATIN, 700),
    Face("noto-naskh-arabic", "Noto Naskh Arabic", ("arabic",), 400),
    Face("noto-naskh-arabic", "Noto Naskh Arabic", ("arabic",), 700),
)


def build(modules: Path = ROOT / "node_modules", target: Path = FONTS) -> list[Path]:
    """Write every face as TTF into ``target`` and return the files.

    Raises FileNotFoundError for a missing package.
    """
    target.mkdir(parents=True, exist_ok=True)
    return [_build_face(face, modules, target / face.file_name) for face in FACES]


def _build_face(face: Face, modules: Path, path: Path) -> Path:
    with tempfile.TemporaryDirectory() as folder:
        parts = [_unpack(source, Path(folder)) for source in face.sources(modules)]
        font = Merger().merge([str(part) for part in parts]) if len(parts) > 1 else TTFont(parts[0])
        _rename(font, face)
        font.save(path)
    return path


def _unpack(source: Path, folder: Path) -> Path:
    """The woff2 subset as plain TTF without layout tables that cannot be merged."""
    font = TTFont(source)
    font.flavor = None
    for table in ("STAT", "DSIG", "MVAR"):
        if table in font:
            del font[table]
    path = folder / source.with_suffix(".ttf").name
    font.save(path)
    return path


def _rename(font: TTFont, face: Face) -> None:
    """Give the face the names by which Typst and PDF readers find it."""
    style = STYLES[face.weight, face.style]
    plain = style in {"Regular", "Bold", "Italic", "Bold Italic"}
    names = font["name"]
    family = face.family if plain else f"{face.family} {style}"
    postscript = f"{face.family.replace(' ', '')}-{style.replace(' ', '')}"
    for name_id, text in {1: family, 2: style if plain else "Regular", 4: f"{face.family} {style}",
                          6: postscript, 16: face.family, 17: style}.items():  # fmt: skip
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight


if __name__ == "__main__":
    for font_path in build(*(Path(argument) for argument in sys.argv[1:2])):
        print(font_path.name)
