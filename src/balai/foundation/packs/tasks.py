"""Jobs of packs: checking and installing what was brought to a page."""

from uuid import UUID

from procrastinate.contrib.django import app

from balai.foundation.packs.actions.check_arrival import check_arrival
from balai.foundation.packs.actions.install_arrival import in_the_name_of, install_arrival


@app.task(name="packs.check")
def check(arrival_id: str) -> None:
    """Find the faults of a brought pack, or compare it with what stands here."""
    check_arrival(UUID(arrival_id))


@app.task(name="packs.install")
def install(arrival_id: str, user_id: str, name: str, sides: dict[str, str]) -> None:
    """Install a brought pack in the name of whoever asked for it."""
    install_arrival(in_the_name_of(user_id, name), UUID(arrival_id), sides)
