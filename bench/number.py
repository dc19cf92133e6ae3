"""What taking one number sends to the database, in a process of its own; prints it as JSON for the bare view.

python -m bench.number PLACE KIOSK    (the cookies of a kiosk as JSON)

The request is made three times: twice to be taken back, once in between in earnest. What differs between the two is
what every number needs anew: keys, the code, the number itself.
"""

import json
import os
import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import uuid4

from bench.crew import TOKEN, Kiosk, Times
from bench.replay import FRAMES

if TYPE_CHECKING:
    from django.test import Client

TORN = "INSERT INTO queues_strip"  # the statement that tears the number off; its last row tells it
UUID = r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}"
CODE = r"(?:[0-9A-Z]{4}-){2,}[0-9A-Z]{4}"
MOMENT = r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d)?"  # read whole: seconds follow one another as numbers do
_ANEW = re.compile(rf"{UUID}|{CODE}|{MOMENT}|\b\d+\b")
Statement = dict[str, object]


def main(place: str, cookies: Mapping[str, str]) -> None:
    """Print the statements."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    from django.test import Client

    client = Client()
    client.cookies.load({**cookies, "csrftoken": TOKEN})
    address = Kiosk(0, place, cookies, Times()).address(("A",))
    _sent(client, address, keep=True)  # the strip of the day is there from now on
    first = _sent(client, address)
    _sent(client, address, keep=True)
    statements, kinds = marked(first, _sent(client, address))
    print(json.dumps({"statements": statements, "kinds": kinds}))


def _sent(client: "Client", address: str, *, keep: bool = False) -> list[str]:
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    with transaction.atomic():
        with CaptureQueriesContext(connection) as sent:
            answer = client.post(address, {"kunci": str(uuid4()), "csrfmiddlewaretoken": TOKEN})
        transaction.set_rollback(not keep)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return [one["sql"] for one in sent.captured_queries if not one["sql"].startswith(FRAMES)]


def marked(first: list[str], second: list[str]) -> tuple[list[Statement], list[str]]:
    """The statements of the first, cut where something is new in each request, and what each new thing is.

    A part that is a number stands for the new thing of that place. Raises SystemExit when the two requests sent
    different statements.
    """
    if len(first) != len(second):
        raise SystemExit(f"{len(first)} and {len(second)} statements")
    places: dict[str, int] = {}
    statements: list[Statement] = [
        {"parts": _parts(one, two, places), "tears": TORN in one}
        for one, two in zip(first, second, strict=True)
    ]
    return statements, [_kind(text) for text in places]


def _parts(one: str, two: str, places: dict[str, int]) -> list[str | int]:
    olds, news, texts = _ANEW.findall(one), _ANEW.findall(two), _ANEW.split(one)
    parts: list[str | int] = [texts[0]]
    for place, text in enumerate(texts[1:]):
        old = olds[place]
        is_new = len(news) == len(olds) and old != news[place] and _is_made(old, news[place])
        parts += [places.setdefault(old, len(places)) if is_new else old, text]
    return parts


def _kind(text: str) -> str:
    if text.isdigit():
        return "number"
    return "key" if re.fullmatch(UUID, text) else "code"


def _is_made(old: str, new: str) -> bool:
    """True for keys, codes and the number; not for moments and forecasts, which may be old."""
    if re.fullmatch(MOMENT, old):
        return False
    return not old.isdigit() or int(new) == int(old) + 1


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
