"""(c) Applications: a citizen hands in a letter's form over HTTP, again and again."""

import io
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from typing import Any
from uuid import uuid4

from PIL import Image

from bench.load import HOST, Figure
from bench.table import Line
from tests.paper import BUSINESS, FORM_ID, PURPOSE, SERVICE, TAMANSARI, fields


class Citizen:
    """A person with a browser without JavaScript."""

    def __init__(self, port: int) -> None:
        self.base = f"http://{HOST}:{port}"
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def read(self, path: str) -> str:
        """The page of a path."""
        with self.opener.open(self.base + path) as answer:
            return str(answer.read().decode())

    def send(self, path: str, values: dict[str, Any], photograph: bytes = b"") -> tuple[str, str]:
        """Post a form; where it led, and the page there."""
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        body, kind = multipart({**values, "csrfmiddlewaretoken": token or ""}, photograph)
        request = urllib.request.Request(  # noqa: S310 - our own address
            self.base + path, body, {"Content-Type": kind, "Referer": self.base + path}
        )
        try:
            with self.opener.open(request) as answer:
                return urllib.parse.urlsplit(answer.url).path, answer.read().decode()
        except urllib.error.HTTPError as refused:
            if refused.code != 422:
                raise
            return path, refused.read().decode()

    def sign_in(self, username: str) -> None:
        """Sign in with the password of the demo."""
        self.read("/masuk/")
        self.send("/masuk/", {"login": username, "password": "balai-demo"})

    def fill(self, path: str, page: str, answers: dict[str, Any], photograph: bytes = b"") -> tuple[str, str]:
        """Fill a step; sent once more when the answers bring further questions."""
        where, page = self.send(path, {**fields(page, FORM_ID), **answers}, photograph)
        return self.send(where, fields(page, FORM_ID)) if where == path else (where, page)


def multipart(values: dict[str, Any], photograph: bytes) -> tuple[bytes, str]:
    """The body of a form with its content type."""
    mark = uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values.items()
    ]
    if photograph:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="foto_usaha"; filename="warung.jpg"\r\n'
        parts.append(f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + photograph + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def measure(port: int, count: int) -> Iterator[Line]:
    """The last step: everything is filled in, the citizen presses Kirim."""
    picture = io.BytesIO()
    Image.effect_noise((800, 600), 60).convert("RGB").save(picture, "JPEG")
    citizen = Citizen(port)
    citizen.sign_in("warga")
    times = tuple(_apply(citizen, picture.getvalue()) for _ in range(count))
    figure = Figure(count, sum(times), times)
    words = f"median {figure.median * 1000:.0f} ms, p95 {figure.p95 * 1000:.0f} ms"
    yield Line("application submit", words)


def _apply(citizen: Citizen, photograph: bytes) -> float:
    path, page = citizen.send(f"/layanan/{SERVICE}/ajukan/", {"desa": TAMANSARI})
    path, page = citizen.fill(path, page, {})
    path, page = citizen.fill(path, page, BUSINESS)
    path, page = citizen.fill(path, page, PURPOSE, photograph)
    start = time.perf_counter()
    where, _page = citizen.send(path, {})
    if where == path:
        raise SystemExit(f"the application was refused at {path}")
    return time.perf_counter() - start
