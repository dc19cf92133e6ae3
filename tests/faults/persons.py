"""People who work on while things fall: on an error they look again what stands, as a person does, and go on."""

import http.client
import re
import time
import urllib.error
from typing import Any

from bench.applications import Citizen
from tests.paper import BUSINESS, FORM_ID, PURPOSE, SERVICE, TAMANSARI, fields

BROKEN = (OSError, http.client.HTTPException)  # HTTPError is an OSError too
PAUSE = 0.5  # seconds between two looks
PATIENCE = 180.0  # seconds until a person gives up
ACT_FORM = "tindakan"


class GaveUp(Exception):
    """The house did not come back."""


class Person(Citizen):
    """Somebody with a browser, signed in whenever the house asks for it."""

    def __init__(self, port: int, username: str) -> None:
        super().__init__(port)
        self.username = username
        self.stumbles = 0  # answers that were none

    def insist(self, step: Any) -> Any:
        """Do the step until it goes through; it must look first what stands already."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return step()
            except BROKEN as error:
                if isinstance(error, urllib.error.HTTPError) and error.code < 500:
                    raise
                self.stumbles += 1
                time.sleep(PAUSE)
        raise GaveUp(self.username)

    def read(self, path: str) -> str:
        """The page, after signing in when the house asks for that."""
        page = super().read(path)
        if 'name="password"' in page and not path.startswith("/masuk/"):
            self.sign_in(self.username)
            page = super().read(path)
        return page

    def sign_in(self, username: str) -> None:
        """With the password, and with the code that the demo shows; a used code is refused, so wait for the next."""
        self.read("/masuk/")
        where, page = self.send("/masuk/", {"login": username, "password": "balai-demo"})
        used = ""
        while where.startswith("/masuk/kode/"):
            code = re.search(r'<b class="code">(\d{6})</b>', page)[1]
            if code != used:
                where, page = self.send(where, {"code": code})
                used = code
            else:
                time.sleep(1)
                page = self.read(where)


class Applicant(Person):
    """Asks for letters."""

    def ask(self, business: str, photograph: bytes) -> str:
        """Ask for a letter; the id of the case. Asks anew only when no case with this business is there."""
        return str(self.insist(lambda: self._found(business) or self._asked(business, photograph)))

    def _found(self, business: str) -> str:
        page = self.read("/permohonan/")
        entries = re.findall(r'href="/permohonan/([0-9a-f-]{36})/">(.*?)</a>', page, re.S)
        return next((case for case, words in entries if business in words), "")

    def _asked(self, business: str, photograph: bytes) -> str:
        path, page = self.send(f"/layanan/{SERVICE}/ajukan/", {"desa": TAMANSARI})
        while not path.endswith("/tinjau/"):
            path, page = self._step(path, page, business, photograph)
        where, _page = self.send(path, {})
        return "" if where == path else where.strip("/").rpartition("/")[2]

    def _step(self, path: str, page: str, business: str, photograph: bytes) -> tuple[str, str]:
        if 'name="nama_usaha"' in page:
            return self.fill(path, page, {**BUSINESS, "nama_usaha": business})
        if 'name="pernyataan"' in page:
            return self.fill(path, page, PURPOSE, photograph)
        return self.send(path, fields(page, FORM_ID))


class Officer(Person):
    """Takes the same action on one case after the other."""

    def decide(self, case: str, action: str) -> None:
        """Take the action, unless the house says that it is not open any more: then it was taken before a fall."""
        try:
            self.insist(lambda: self._decided(case, action))
        except urllib.error.HTTPError as refused:
            if refused.code not in {403, 409}:
                raise

    def _decided(self, case: str, action: str) -> None:
        path = f"/kerja/perkara/{case}/tindakan/{action}/"
        where, _page = self.send(path, fields(self.read(path), ACT_FORM))
        if where == path:
            raise AssertionError(f"{action} of {case} was not taken")
