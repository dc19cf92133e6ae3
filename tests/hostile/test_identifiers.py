"""An id of somebody else, in the path, behind the question mark or in any field, changes and shows nothing."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from balai.foundation.cases.models import Case
from tests.access.conftest import Cast
from tests.access.memory import Memory
from tests.hostile import rivals, walk
from tests.hostile.forms import Control, Form
from tests.hostile.rivals import Rivals
from tests.paper import BUSINESS, TAMANSARI

pytestmark = pytest.mark.django_db(databases="__all__")
ROLES = ("owner", "operator")  # of the rivals' world


def attacks(form: Form, rival: Rivals) -> Iterator[tuple[str, Form, dict[str, str]]]:
    """The form with one identifier exchanged: where, the form, what is sent."""
    known = form.filled()
    for action in rival.instead(form.action):
        yield "address", Form(action, form.method, form.id, form.controls), known
    for control in form.controls:
        for value in _others(control, rival):
            yield control.name, form, known | {control.name: value}


def _others(control: Control, rival: Rivals) -> Iterator[str]:
    """What the neighbours have in the place of what the control holds or offers; an officer for an officer.

    The key of a press names nothing: it only makes that press the same when it arrives twice.
    """
    if control.name == "kunci":
        return
    offered = [control.value, *control.options]
    found = {other for one in offered for other in rival.instead(one)}
    if not found and any(_is_id(one) for one in offered):
        found = {*rival.places.values()} | {*rival.things.values()}
    yield from sorted(found)


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def test_an_id_of_the_neighbours_changes_nothing_of_theirs(cast: Cast) -> None:
    rival = rivals.build(cast)
    house = Cast(rival.world, cast.memory)
    theirs = Memory.now(about="|".join(rival.things.values()))
    tried, touched, broken = set(), [], []
    for sheet in walk.sheets(house, ROLES):
        for name, form, values in attacks(sheet.form, rival):
            tried.add((sheet.view, name))
            with house.undone():
                client = house.client(sheet.role)
                with theirs.watching() as changed:
                    answer = walk.send(client, form, values)
            touched += [(sheet.role, form.action, name, changed)] if changed else []
            broken += [(sheet.role, form.action, name)] if answer.status_code >= 500 else []
    assert (touched, broken) == ([], [])
    assert len(tried) > 24


def questions(cast: Cast) -> dict[str, str]:
    """For every key that names something, what names the case of the neighbours, its people and its place."""
    world = cast.world
    case = Case.objects.unscoped().get(pk=world.case_id)
    names = {"unit": world.unit_id, "orang": world.people["owner"].pk, "petugas": world.people["operator"].pk}
    codes = dict.fromkeys(("q", "cari", "kode"), case.code)
    places = dict.fromkeys(("desa", "wilayah", "di"), TAMANSARI)
    cases = dict.fromkeys(("perkara", "setelah", "sebelum", "bukti"), case.pk)
    return {name: str(value) for name, value in {**names, **codes, **places, **cases}.items()}


@pytest.mark.parametrize("role", ["citizen", "outsider"])
def test_an_id_of_the_neighbours_behind_the_question_mark_shows_nothing_of_theirs(
    cast: Cast, role: str
) -> None:
    client, asked, shown = cast.client(role), questions(cast), []
    secrets = (BUSINESS["nama_usaha"], cast.world.people["owner"].full_name)
    for path, usual in walk.answers(cast, role):
        before, after = (
            walk.body_of(one).decode(errors="replace") for one in (usual, client.get(path, asked))
        )
        shown += [(path, secret) for secret in secrets if after.count(secret) > before.count(secret)]
    assert shown == []
