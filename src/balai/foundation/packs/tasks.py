"""Jobs of packs: checking and installing what was brought, and everything that is asked of other installations."""

from uuid import UUID

from procrastinate.contrib.django import app

from balai.core.apart import each_apart
from balai.foundation.packs.actions.check_arrival import check_arrival
from balai.foundation.packs.actions.fetch_pack import fetch_arrival
from balai.foundation.packs.actions.install_arrival import in_the_name_of, install_arrival
from balai.foundation.packs.actions.read_publisher import read_publisher
from balai.foundation.packs.actions.report_adoptions import report_adoptions
from balai.foundation.packs.publishers import followed_ids, known_ids


@app.task(name="packs.check")
def check(arrival_id: str) -> None:
    """Find the faults of a brought pack, or compare it with what stands here."""
    check_arrival(UUID(arrival_id))


@app.task(name="packs.install")
def install(arrival_id: str, user_id: str, name: str, sides: dict[str, str]) -> None:
    """Install a brought pack in the name of whoever asked for it."""
    install_arrival(in_the_name_of(user_id, name), UUID(arrival_id), sides)


@app.task(name="packs.fetch")
def fetch(arrival_id: str) -> None:
    """Fetch a version from a catalogue, then check it."""
    fetch_arrival(UUID(arrival_id))


@app.task(name="packs.read")
def read(publisher_id: str) -> None:
    """Read a catalogue."""
    read_publisher(UUID(publisher_id))


@app.task(name="packs.tell")
def tell(publisher_id: str) -> None:
    """Tell a publisher which of its packs run here, or take that back."""
    report_adoptions(UUID(publisher_id))


@app.periodic(cron="40 18 * * *")
@app.task(name="packs.every_night", queueing_lock="packs.every_night", pass_context=False)
def every_night(timestamp: int) -> int:
    """Every night (in Indonesia): read all catalogues, and tell publishers what they did not take before."""
    read_now = each_apart(followed_ids(), read_publisher, "packs.catalogue_not_read")
    each_apart(known_ids(), lambda one: bool(report_adoptions(one)), "packs.publisher_not_told")
    return read_now
