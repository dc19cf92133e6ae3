"""The provinces as a map of tiles: each stands about where it lies, all have one size, none needs a boundary."""

from collections.abc import Mapping
from dataclasses import dataclass

from balai.foundation.regions.models import Region

SIZE, GAP = 52, 6
# province: (column, row, letters), west to east and north to south
TILES: dict[str, tuple[int, int, str]] = {
    "11": (0, 0, "ACE"), "12": (1, 1, "SUT"), "13": (1, 2, "SBR"), "14": (2, 1, "RIA"), "21": (3, 1, "KRI"),
    "15": (2, 2, "JAM"), "16": (2, 3, "SMS"), "17": (1, 3, "BKL"), "19": (3, 2, "BBL"), "18": (2, 4, "LAM"),
    "31": (3, 4, "JKT"), "36": (2, 5, "BTN"), "32": (3, 5, "JBR"), "33": (4, 5, "JTG"), "34": (4, 6, "DIY"),
    "35": (5, 5, "JTM"), "51": (6, 6, "BAL"), "52": (7, 6, "NTB"), "53": (8, 6, "NTT"),
    "61": (4, 2, "KBR"), "62": (5, 2, "KTG"), "63": (5, 3, "KSL"), "64": (6, 2, "KTM"), "65": (6, 1, "KTR"),
    "71": (9, 1, "SUA"), "75": (8, 1, "GTO"), "72": (8, 2, "STG"), "76": (7, 3, "SBT"), "73": (8, 3, "SLS"),
    "74": (9, 3, "STR"), "82": (10, 1, "MLU"), "81": (10, 3, "MAL"), "96": (12, 1, "PBD"), "92": (12, 2, "PBR"),
    "94": (13, 2, "PTG"), "91": (14, 2, "PAP"), "95": (14, 3, "PPG"), "93": (14, 4, "PSL"),
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """A province on the map; ``tone`` is 0 for nobody up to 4 for most."""

    code: str
    name: str
    letters: str
    x: int
    y: int
    count: int
    tone: int

    @property
    def middle(self) -> int:
        """Where its letters stand."""
        return self.x + SIZE // 2


@dataclass(frozen=True)
class TileMap:
    """The picture, in its own units."""

    width: int
    height: int
    size: int
    tiles: tuple[Tile, ...]


def tile_map(counts: Mapping[str, int]) -> TileMap:
    """The map of counts by province; provinces of which the tree does not know keep their letters."""
    names = dict(Region.objects.filter(code__in=TILES).values_list("code", "name"))
    top = max((counts.get(code, 0) for code in TILES), default=0)
    tiles = tuple(
        Tile(
            code=code,
            name=names.get(code, letters),
            letters=letters,
            x=column * (SIZE + GAP),
            y=row * (SIZE + GAP),
            count=counts.get(code, 0),
            tone=_tone(counts.get(code, 0), top),
        )
        for code, (column, row, letters) in TILES.items()
    )
    across = max(column for column, _row, _letters in TILES.values()) + 1
    down = max(row for _column, row, _letters in TILES.values()) + 1
    return TileMap(across * (SIZE + GAP) - GAP, down * (SIZE + GAP) - GAP, SIZE, tiles)


def _tone(count: int, top: int) -> int:
    return -(-4 * count // top) if count and top else 0
