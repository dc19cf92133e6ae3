"""(a) Pages: the portal and a service page against a bare Django page on the same server and database."""

import statistics
from collections.abc import Callable, Iterator

from bench.house import floor
from bench.load import Figure, always_new, press, same
from bench.table import Line

PAGES = {"portal home": "/", "service page": "/layanan/surat-keterangan-usaha/"}
TARGET = 0.5


def measure(port: int, database_url: str, seconds: float, rounds: int) -> Iterator[Line]:
    """Each page from the page cache and without it. Rounds alternate with the floor; medians are compared."""
    with floor(port + 2, database_url):
        press(port + 2, same("/"), 1)
        for name, path in PAGES.items():
            press(port, same(path), 1)
            yield _line(f"{name}, cached", port, same(path), (seconds, rounds), TARGET)
            yield _line(f"{name}, uncached", port, always_new(path), (seconds, rounds), None)


def _line(
    name: str, port: int, requests: Callable[[], bytes], effort: tuple[float, int], target: float | None
) -> Line:
    pages, floors = [], []
    for _round in range(effort[1]):
        floors.append(press(port + 2, same("/"), effort[0]))
        pages.append(press(port, requests, effort[0]))
    page, bare = _middle(pages), _middle(floors)
    return Line(name, _words(page), _words(bare), page.rate / bare.rate, target)


def _middle(figures: list[Figure]) -> Figure:
    rate = statistics.median_low([figure.rate for figure in figures])
    return next(figure for figure in figures if figure.rate == rate)


def _words(figure: Figure) -> str:
    size = figure.bytes_each / 1000
    return f"{figure.rate:,.0f} requests/s, p95 {figure.p95 * 1000:.1f} ms, {size:.1f} kB"
