"""A procedure is checked before it is published, and stays as it was for running cases."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from balai.core.content import ContentError
from balai.foundation.cases.api import ActInput, act, install_procedure
from balai.foundation.cases.models import Case, ProcedureVersion
from balai.foundation.cases.procedure.checks import check_procedure
from balai.foundation.cases.tests.procedures import LETTER, words

Change = Callable[[dict[str, Any]], Any]


def _loop(body: dict[str, Any]) -> None:
    branch = {"kind": "branch", "name": words("Cabang")}
    when = {"field": "a", "equals": 1}
    body["states"]["satu"] = {**branch, "branches": [{"when": when, "to": "terbit"}, {"to": "dua"}]}
    body["states"]["dua"] = {**branch, "branches": [{"to": "satu"}]}
    body["start"] = "satu"
    body["actions"][0]["from"] = ["periksa"]
    body["states"]["satu"]["branches"].insert(0, {"when": when, "to": "periksa"})


def _dead_end(body: dict[str, Any]) -> None:
    body["states"]["buntu"] = {**body["states"]["tanda_tangan"], "roles": ["kepala_desa"]}
    body["actions"][0]["to"] = "buntu"
    body["actions"].append({**body["actions"][3], "code": "putar", "from": ["buntu"], "to": "buntu"})
    body["actions"].append({**body["actions"][0], "code": "lurus", "to": "tanda_tangan"})


FAULTS: dict[str, tuple[Change, tuple[str | int, ...], str]] = {
    "missing key": (lambda b: b.pop("limit"), (), "limit"),
    "unknown key": (lambda b: b.update(warna="biru"), ("warna",), "warna"),
    "one language only": (lambda b: b["name"].pop("en"), ("name",), "kedua bahasa"),
    "limit of nothing": (lambda b: b["limit"].update(amount=0), ("limit", "amount"), "mulai dari 1"),
    "unknown limit": (lambda b: b["limit"].update(kind="minggu"), ("limit", "kind"), "minggu"),
    "unknown kind of state": (
        lambda b: b["states"]["periksa"].update(kind="tunggu"),
        ("states", "periksa"),
        "tunggu",
    ),
    "state without role": (
        lambda b: b["states"]["periksa"].update(roles=[]),
        ("states", "periksa", "roles"),
        "peran",
    ),
    "unknown place": (
        lambda b: b["states"]["periksa"].update(where="bulan"),
        ("states", "periksa", "where"),
        "bulan",
    ),
    "unknown state as target": (
        lambda b: b["actions"][0].update(to="entah"),
        ("actions", 0, "to"),
        "entah",
    ),
    "unknown state as source": (
        lambda b: b["actions"][0].update({"from": ["entah"]}),
        ("actions", 0, "from", 0),
        "entah",
    ),
    "action twice": (
        lambda b: b["actions"].append(b["actions"][0]),
        ("actions", 6, "code"),
        "dua kali",
    ),
    "action without role": (lambda b: b["actions"][0].update(roles=[]), ("actions", 0, "roles"), "peran"),
    "role that does not work there": (
        lambda b: b["actions"][0].update(roles=["camat"]),
        ("actions", 0, "roles", 0),
        "camat",
    ),
    "refusal that grants": (lambda b: b["actions"][4].update(to="terbit"), ("actions", 4, "to"), "rejected"),
    "unknown effect": (
        lambda b: b["actions"][3].update(effects=[{"kirim_merpati": {}}]),
        ("actions", 3, "effects", 0, "kirim_merpati"),
        "kirim_merpati",
    ),
    "unknown start": (lambda b: b.update(start="entah"), ("start",), "entah"),
    "unreachable state": (
        lambda b: b["states"].update(lain={**b["states"]["terbit"]}),
        ("states", "lain"),
        "tidak pernah tercapai",
    ),
    "no end from here": (_dead_end, ("states", "buntu"), "tidak ada jalan"),
    "endless automatic loop": (_loop, ("states", "satu"), "tanpa henti"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_refused_with_its_path(name: str) -> None:
    change, path, words_in_it = FAULTS[name]
    definition = copy.deepcopy(LETTER)
    change(definition)
    with pytest.raises(ContentError) as fault:
        check_procedure(definition, [3])
    assert fault.value.path == (3, *path)
    assert words_in_it in str(fault.value)


def test_a_role_without_any_action_is_refused() -> None:
    definition = copy.deepcopy(LETTER)
    definition["states"]["periksa"]["roles"] = ["operator_desa", "sekretaris_desa"]
    for action in definition["actions"]:
        if "periksa" in action["from"] and action["kind"] != "withdraw":
            action["roles"] = ["operator_desa"]
    definition["actions"][5]["roles"] = ["operator_desa"]
    with pytest.raises(ContentError, match="sekretaris_desa") as fault:
        check_procedure(definition)
    assert fault.value.path == ("states", "periksa", "roles", 1)


def test_the_letter_is_sound() -> None:
    procedure = check_procedure(LETTER)
    assert [state.code for state in procedure.path_from("periksa")] == ["tanda_tangan", "terbit"]
    assert [action.code for action in procedure.actions_from("perbaikan")] == ["ajukan_kembali", "tarik"]
    assert procedure.actions["tolak"].needs_reason
    assert procedure.actions["ajukan_kembali"].by_applicant


def test_installing_the_same_again_makes_no_version(cast: Any) -> None:
    assert install_procedure(copy.deepcopy(LETTER)).number == 1
    assert ProcedureVersion.objects.count() == 1


def test_a_running_case_keeps_its_version(cast: Any) -> None:
    from balai.foundation.cases.tests.cast import submit

    old = submit(cast)
    changed = copy.deepcopy(LETTER)
    changed["actions"][0]["to"] = "terbit"
    changed["actions"].append(
        {**LETTER["actions"][0], "code": "lengkap", "to": "tanda_tangan", "primary": False}
    )
    assert install_procedure(changed).number == 2
    new = submit(cast)
    assert act(cast.operator, old.id, "teruskan", ActInput()).state == "tanda_tangan"
    assert act(cast.operator, new.id, "teruskan", ActInput()).state == "terbit"
    numbers = Case.objects.unscoped().order_by("id").values_list("procedure__number", flat=True)
    assert list(numbers) == [1, 2]


def test_a_branch_follows_what_is_known(cast: Any) -> None:
    from balai.foundation.cases.tests.cast import submit

    definition = copy.deepcopy(LETTER)
    definition["code"] = "bercabang"
    definition["states"]["pilih"] = {
        "kind": "branch",
        "name": words("Perlu tanda tangan?"),
        "branches": [
            {"when": {"field": "usaha", "equals": "Warung"}, "to": "terbit"},
            {"to": "tanda_tangan"},
        ],
    }
    definition["actions"][0]["to"] = "pilih"
    install_procedure(definition)
    short = submit(cast, procedure="bercabang")
    long = submit(cast, procedure="bercabang", data={"usaha": "Bengkel"})
    assert act(cast.operator, short.id, "teruskan", ActInput()).state == "terbit"
    assert act(cast.operator, long.id, "teruskan", ActInput()).state == "tanda_tangan"
