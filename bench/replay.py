"""Three requests in the life of a letter, in a process of its own on the demo's database; prints figures as JSON.

python -m bench.replay ROUNDS

The citizen sends the application, the operator passes it on, the village head signs the letter. Each is measured
twice, in turns: as Balai does it, and as a bare view that sends the very statements which such a request sent.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

CITIZEN, OPERATOR, HEAD = "warga", "operator.tamansari", "kades.tamansari"
DECISIONS = ((OPERATOR, "teruskan"), (HEAD, "tanda-tangani"))
STEPS = ("submit", "decide", "issue")
FRAMES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")  # of transactions: the bare view has one of its own
Post = Callable[[], Any]
People = dict[str, "Client"]


def main(rounds: int) -> None:
    """Measure and print: for each step the seconds of Balai and of the bare view, and how many statements."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    people = {username: _client(username) for username in (CITIZEN, OPERATOR, HEAD)}
    told = [_round(people) for _ in range(rounds + 1)][1:]  # the first one warms up
    print(json.dumps({step: _medians(told, place) for place, step in enumerate(STEPS)}))


def _client(username: str) -> "Client":
    from django.test import Client

    from balai.foundation.accounts.models import User
    from balai.foundation.accounts.testing import sign_in

    return sign_in(Client(), User.objects.get(username=username))


def _medians(told: list[list[tuple[float, float, int]]], place: int) -> dict[str, float]:
    steps = zip(*(each[place] for each in told), strict=True)
    return dict(zip(("balai", "bare", "statements"), map(statistics.median, steps), strict=True))


def _round(people: People) -> list[tuple[float, float, int]]:
    """One letter by Balai, and one by the bare view."""
    ours = [_timed(post) for post in _posts(people)]
    return [(seconds, *_repeated(post)) for seconds, post in zip(ours, _posts(people), strict=True)]


def _posts(people: People) -> Iterator[Post]:
    """What is sent for one application, each made ready when the one before it is through."""
    from balai.foundation.cases.models import Case
    from balai.runtime.demo_cases import STORIES, begin

    _holder, draft_id = begin(STORIES[0])
    yield partial(people[CITIZEN].post, f"/permohonan/draf/{draft_id}/tinjau/")
    for username, action in DECISIONS:
        case = Case.objects.unscoped().latest("pk")
        page = f"/kerja/perkara/{case.pk}/tindakan/{action}/"
        yield partial(people[username].post, page, {"seen_version": case.version})


def _timed(post: Post) -> float:
    """Seconds of a request that led somewhere."""
    start = time.perf_counter()
    answer = post()
    seconds = time.perf_counter() - start
    if answer.status_code != 302:
        raise SystemExit(f"{answer.request['PATH_INFO']}: {answer.status_code}")
    return seconds


def _repeated(post: Post) -> tuple[float, int]:
    """Seconds of the bare view for what the request does, and its statements; they are sent in earnest only here."""
    from django.test import Client

    statements = _statements_of(post)
    bare = Client()
    bare.handler._middleware_chain = partial(_send, statements)  # no middleware, no addresses: one view
    return _timed(partial(bare.post, "/")), len(statements)


def _statements_of(post: Post) -> list[str]:
    """What the request sends to the database up to its commit, with its values; all is taken back."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    with transaction.atomic():
        with CaptureQueriesContext(connection) as sent:
            _timed(post)
        transaction.set_rollback(True)
    return [one["sql"] for one in sent.captured_queries if not one["sql"].startswith(FRAMES)]


def _send(statements: list[str], _request: Any) -> Any:
    """The bare view."""
    from django.db import connection, transaction
    from django.http import HttpResponseRedirect

    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
    return HttpResponseRedirect("/")


if __name__ == "__main__":
    main(int(sys.argv[1]))
