"""Send notices through the outbox in a process of its own, on the demo's database; prints figures as JSON.

python -m bench.outbox COUNT
"""

import json
import os
import resource
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STAND_IN = [sys.executable, "-m", "balai.foundation.notices.testing"]


@contextmanager
def stand_in() -> Iterator[int]:
    """A mail server in a process of its own that takes everything; its port."""
    server = subprocess.Popen(STAND_IN, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        yield int(server.stdout.readline())
    finally:
        server.stdin.close()
        server.wait(10)


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def memory() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int) -> None:
    """Tell one citizen of the demo ``count`` times, send it all, and send the same letters bare."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")
    import django

    django.setup()
    from balai.foundation.notices.bench import bare_letters, deliver_all, point_mail_at, tell

    with stand_in() as port:
        point_mail_at(port)
        told = timed(lambda: tell(count))
        letters = bare_letters(count)
        before = memory()
        sent = timed(lambda: deliver_all(count))
        after = memory()
        floor = timed(lambda: send_bare(port, letters))
    figures = {"told": count / told, "sent": count / sent, "floor": count / floor}
    print(json.dumps({**figures, "memory": after, "grown": after - before}))


def send_bare(port: int, letters: list[bytes]) -> None:
    """The floor: smtplib alone, one line, the same letters ready made."""
    with smtplib.SMTP("127.0.0.1", port) as line:
        for letter in letters:
            line.sendmail("balai@localhost", ["warga@contoh.invalid"], letter)


if __name__ == "__main__":
    main(int(sys.argv[1]))
