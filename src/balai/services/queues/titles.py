"""What services are called, for cards that are made many times a second."""

import time
from collections.abc import Iterable

from django.utils import translation

from balai.services.catalogue import api as catalogue

KEPT_FOR = 30.0  # seconds after which a process asks the catalogue again


class Titles:
    """Titles of services by language, as this process read them last. What has none is called by its code."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], str] = {}
        self._until = 0.0

    def of(self, codes: Iterable[str]) -> dict[str, str]:
        """The titles in the reader's language; asks for what it does not know, or knew for too long."""
        language, wanted = translation.get_language() or "id", {code for code in codes if code}
        if time.monotonic() >= self._until:
            self._found, self._until = {}, time.monotonic() + KEPT_FOR
        missing = {code for code in wanted if (language, code) not in self._found}
        if missing:
            found = catalogue.service_titles(missing)
            self._found |= {(language, code): found.get(code, code) for code in missing}
        return {code: self._found[language, code] for code in wanted} | {"": ""}

    def forget(self) -> None:
        """Ask again at the next question."""
        self._until = 0.0


titles = Titles()
