"""Own applications for a citizen, the work of a unit for its officers, nothing of either for anybody else."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balai.core.ids import new_code, uuid7
from balai.foundation.accounts.testing import sign_in
from balai.foundation.audit.models import Event, PersonalRead
from balai.foundation.cases.models import Case
from tests.access import memory
from tests.access.conftest import Cast
from tests.paper import SUMBERBERAS, TAMANSARI

pytestmark = pytest.mark.django_db(databases="__all__")
COUNTER = "documents_throttle"  # how often somebody asked
PERSONAL = [
    "applications/{case}",
    "applications/{case}/timeline",
    "documents/{document}",
    "documents/{document}/file",
    "work/cases/{case}",
    "work/cases/{case}/timeline",
]


def address(cast: Cast, path: str) -> str:
    """An address of the owner's case and document."""
    return "/api/v1/" + path.format(case=cast.world.case_id, document=cast.world.document_id)


def state() -> dict[str, str]:
    """What the database holds, the counts of questions left out."""
    return {table: mark for table, mark in memory.fingerprint().items() if table != COUNTER}


def test_a_citizen_follows_the_own_application(cast: Cast) -> None:
    client = cast.client("owner")
    told = client.get("/api/v1/applications").json()
    case = Case.objects.unscoped().get(pk=cast.world.case_id)
    assert [item["code"] for item in told["items"]][0] == case.code
    assert (len(told["items"]), told["next"]) == (2, None)
    one = client.get(address(cast, "applications/{case}")).json()
    assert (one["code"], one["unit_name"], one["subject"]) == (case.code, case.unit.name, "Warung Kopi Ijen")
    assert (one["state"], one["outcome"], one["documents"]) == (case.state, "", [])
    steps = client.get(address(cast, "applications/{case}/timeline")).json()
    assert [step["status"] for step in steps] == ["done", "now", "next", "next"]
    assert cast.world.people["operator"].full_name not in str(steps)


def test_a_citizen_fetches_the_signed_document(cast: Cast) -> None:
    client = cast.client("owner")
    [card] = client.get("/api/v1/documents").json()
    assert (card["id"], card["code"]) == (str(cast.world.document_id), cast.world.document_code)
    answer = client.get(address(cast, "documents/{document}/file"))
    assert (answer["Content-Type"], len(answer.content)) == ("application/pdf", card["size"])
    assert answer["Content-Disposition"] == f'attachment; filename="{card["code"]}.pdf"'
    assert Event.objects.filter(name="document.downloaded", subject_id=cast.world.document_id).count() == 1


def test_an_officer_sees_the_work_of_the_unit(cast: Cast) -> None:
    client = cast.client("operator")
    told = client.get("/api/v1/work/cases").json()
    assert [item["id"] for item in told["items"]] == [str(cast.world.case_id)]
    assert len(client.get("/api/v1/work/cases", {"status": "all"}).json()["items"]) == 2
    assert client.get("/api/v1/work/cases", {"region": SUMBERBERAS}).json()["items"] == []
    one = client.get(address(cast, "work/cases/{case}")).json()
    assert [action["code"] for action in one["actions"]][0] == "teruskan"
    answers = {row["name"]: row["text"] for step in one["answers"] for row in step["rows"]}
    assert answers["nama_usaha"] == "Warung Kopi Ijen"


def test_identity_numbers_are_masked(cast: Cast) -> None:
    nik = cast.world.people["owner"].nik
    for role, path in (("operator", "work/cases/{case}"), ("owner", "applications/{case}")):
        assert nik not in cast.client(role).get(address(cast, path)).content.decode()
    answers = cast.client("operator").get(address(cast, "work/cases/{case}")).json()["answers"]
    assert "•" * 12 + nik[-4:] in {row["text"] for step in answers for row in step["rows"]}


def test_an_officers_download_is_logged_as_a_read(cast: Cast) -> None:
    before = PersonalRead.objects.using("witness").count()
    answer = cast.client("operator").get(address(cast, "documents/{document}/file"))
    assert answer.status_code == 200
    assert PersonalRead.objects.using("witness").count() == before + 1


@pytest.mark.parametrize("path", PERSONAL)
def test_for_the_outsider_nothing_of_tamansari_exists(cast: Cast, path: str) -> None:
    client, before = cast.client("outsider"), state()
    answer = client.get(address(cast, path))
    nothing = client.get(address(cast, path).replace(str(cast.world.case_id), str(uuid7())))
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.content == nothing.content
    assert state() == before


def test_the_outsiders_lists_are_empty(cast: Cast) -> None:
    client = cast.client("outsider")
    for path in ("work/cases?status=all", f"work/cases?status=all&region={TAMANSARI}", "applications"):
        assert client.get(f"/api/v1/{path}").json() == {"items": [], "next": None}
    assert client.get("/api/v1/documents").json() == []


@pytest.mark.parametrize("path", [*PERSONAL, "applications", "documents", "work/cases"])
def test_a_visitor_is_asked_to_sign_in(client: Client, cast: Cast, path: str) -> None:
    answer = client.get(address(cast, path))
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="balai"')
    assert answer["Cache-Control"] == "private, no-store"


def test_an_officer_proves_the_second_factor_first(client: Client, cast: Cast) -> None:
    sign_in(client, cast.world.people["head"], second_factor=False)
    assert client.get("/api/v1/work/cases").status_code == 403


def test_personal_answers_are_kept_by_their_reader_only(cast: Cast) -> None:
    client = cast.client("owner")
    first = client.get("/api/v1/applications")
    assert first["Cache-Control"] == "private, no-store"
    again = client.get("/api/v1/applications", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def more_cases(cast: Cast, number: int) -> None:
    """Further applications of the owner in Tamansari."""
    case = Case.objects.unscoped().get(pk=cast.world.case_id)
    for _each in range(number):
        case.pk, case.code = uuid7(), new_code("SKU")
        case.save(force_insert=True)


@pytest.mark.parametrize(
    ("role", "path", "cost"), [("owner", "applications", 7), ("operator", "work/cases", 8)]
)
def test_a_list_costs_the_same_at_any_length(cast: Cast, role: str, path: str, cost: int) -> None:
    costs = []
    for number in (10, 90):
        more_cases(cast, number)
        client = cast.client(role)
        client.get(f"/api/v1/{path}")
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/api/v1/{path}", {"limit": 100})
        costs.append(len(queries))
    assert len(answer.json()["items"]) == 100
    assert costs == [cost, cost], [query["sql"][:90] for query in queries]


def test_a_list_is_read_in_parts(cast: Cast) -> None:
    more_cases(cast, 5)
    client, seen, after = cast.client("owner"), [], {}
    while True:
        part = client.get("/api/v1/applications", {"limit": 3, **after}).json()
        seen += [item["id"] for item in part["items"]]
        if part["next"] is None:
            break
        after = {"after": part["next"]}
    assert (len(seen), seen) == (7, sorted(set(seen), reverse=True))
