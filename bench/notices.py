"""(d) Notices: claimed, written, sent and marked one by one, against smtplib alone with letters ready made."""

from collections.abc import Iterator

from bench.house import apart
from bench.table import Line


def measure(database_url: str, count: int) -> Iterator[Line]:
    """Both in turns in one process, to the same stand-in mail server in another."""
    figures = apart("bench.outbox", count, database_url=database_url)
    yield Line(f"{count} notices told", f"{figures['told']:.0f} notices/s")
    yield Line(
        f"{count} notices sent",
        f"{figures['sent']:.0f} letters/s",
        f"{figures['floor']:.0f} letters/s",
        figures["sent"] / figures["floor"],
    )
    yield Line("memory while sending", f"{figures['memory']:.0f} MB, grown {figures['grown']:.0f} MB")
