"""Two administrators, and a worker that dies: nothing is installed half, and what waits can be done again."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection, connections

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.testing import actor_of, make_officer
from balai.foundation.audit.models import Event
from balai.foundation.organizations.api import set_up_units, unit_by_code
from balai.foundation.packs.actions import install_arrival as installing
from balai.foundation.packs.actions.bring_pack import check_again
from balai.foundation.packs.actions.check_arrival import check_arrival
from balai.foundation.packs.actions.install_arrival import ask_to_install, install_arrival
from balai.foundation.packs.models import Arrival, InstalledPack
from balai.foundation.packs.tests.test_pages import brought, zipped
from balai.foundation.regions.testing import plant_regency
from balai.services.catalogue.models import LifeEvent

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def admin(transactional_db: None) -> Actor:
    plant_regency()
    set_up_units(SYSTEM, "35.10")
    return actor_of(make_officer("admin", "admin_kabupaten", unit_by_code("35.10").id))


def test_the_same_pack_brought_twice_is_installed_once_and_the_other_compared_again(admin: Actor) -> None:
    arrivals = [brought(admin, zipped()) for _copy in range(2)]
    for arrival in arrivals:
        ask_to_install(admin, arrival, {})

    def work(arrival: UUID) -> None:
        try:
            install_arrival(admin, arrival, {})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, arrivals))
    assert sorted(Arrival.objects.values_list("state", flat=True)) == ["installed", "ready"]
    refused = Arrival.objects.get(state="ready")
    assert "sudah berubah sejak Anda membandingkan" in refused.findings["refused"]
    assert (InstalledPack.objects.count(), Event.objects.filter(name="packs.installed").count()) == (1, 1)
    check_again(admin, refused.pk)
    check_arrival(refused.pk)
    assert Arrival.objects.get(pk=refused.pk).findings["changes"] == []


def test_a_worker_that_dies_leaves_nothing_and_the_job_is_done_again(
    admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What kill -9 does to the connection: everything of the transaction is gone, and only that."""
    arrival = brought(admin, zipped())
    ask_to_install(admin, arrival, {})

    def die(row: Arrival, done: object) -> None:
        connection.close()
        raise SystemExit(137)

    with monkeypatch.context() as patched:
        patched.setattr(installing, "_finish", die)
        with pytest.raises(SystemExit):
            install_arrival(admin, arrival, {})
    assert (Arrival.objects.get().state, InstalledPack.objects.count()) == ("installing", 0)
    assert not LifeEvent.objects.exists()
    install_arrival(admin, arrival, {})  # the job, given back to another worker
    assert (Arrival.objects.get().state, InstalledPack.objects.count()) == ("installed", 1)
    assert LifeEvent.objects.count() == 1
