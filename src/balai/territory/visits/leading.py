"""Where the leader of a delegation goes on: a module above names the page, which takes the code of the visit."""

from collections.abc import Callable

from balai.core.ui.navigation import is_open

_page: list[tuple[str, Callable[[str], str]]] = []


def leader_page(url_name: str, address: Callable[[str], str]) -> None:
    """Name the page; ``address`` gives it for the code of a visit. While it is switched off nothing leads there."""
    _page[:] = [(url_name, address)]


def leader_address(code: str) -> str:
    """The leader's page of a visit; empty while there is none."""
    return _page[0][1](code) if _page and is_open(_page[0][0]) else ""
