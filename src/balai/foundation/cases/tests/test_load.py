"""The load of a unit: exact figures, seen by those who lead it."""

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.foundation.cases.actions.claim_task import claim_task
from balai.foundation.cases.api import ActInput, act
from balai.foundation.cases.bench import create_cases
from balai.foundation.cases.load import Person, load_of, supervised_units
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.cases.tests.test_engine import at, open_task


def test_by_person_by_age_and_by_step(cast: Cast) -> None:
    with time_machine.travel(at(2, 9), tick=False):
        old, taken, forwarded = submit(cast), submit(cast), submit(cast)
        claim_task(cast.operator, open_task(taken.id).pk)
    with time_machine.travel(at(2, 10), tick=False):
        act(cast.operator, forwarded.id, "teruskan", ActInput())
    with time_machine.travel(at(4, 9), tick=False):
        fresh = submit(cast)
        load = load_of([cast.village.pk])
    assert old.code != fresh.code
    assert (load.open, load.late, load.ages) == (4, 3, (1, 3, 0, 0))
    assert load.people == (
        Person(None, "", 3, 2, 0),
        Person(cast.operator.user_id, "Oki Operator (fiktif)", 1, 1, 1),
    )
    steps = {step.state: (step.open, step.late, step.done, step.in_time) for step in load.steps}
    assert steps == {"periksa": (3, 2, 1, 100), "tanda_tangan": (1, 1, 0, 0)}
    assert next(step.average for step in load.steps if step.done).total_seconds() == 3600  # type: ignore[union-attr]


def test_only_units_that_one_leads(cast: Cast) -> None:
    submit(cast)
    assert [unit.code for unit in supervised_units(cast.head)] == ["35.10.24.2008"]
    assert [unit.code for unit in supervised_units(cast.camat)] == ["35.10.24", "35.10.24.2008"]
    assert supervised_units(cast.operator) == []
    address = f"/kerja/ikhtisar/?unit={cast.village.pk}"
    assert "Belum dikerjakan" in client_of(cast.head).get(address).content.decode()
    assert client_of(cast.inspector).get(address).status_code == 200
    assert client_of(cast.operator).get(address).status_code == 403
    assert client_of(cast.head).get(f"/kerja/ikhtisar/?unit={cast.neighbour.pk}").status_code == 404
    assert client_of(cast.head).get("/kerja/ikhtisar/?unit=x").status_code == 404
    assert "Belum dikerjakan" in client_of(cast.head).get("/kerja/ikhtisar/unduh.csv").content.decode()


def test_it_costs_the_same_for_ten_and_for_a_hundred(cast: Cast) -> None:
    client = client_of(cast.head)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/kerja/ikhtisar/").status_code == 200
        return len(queries)

    create_cases("surat-uji", cast.village.pk, 10, applicant_id=cast.citizen.user_id)
    cost()
    ten = cost()
    create_cases("surat-uji", cast.village.pk, 90, applicant_id=cast.citizen.user_id)
    assert cost() == ten
    assert ten <= 14
