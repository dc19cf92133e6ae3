"""What may still happen to a decided case, and that nothing else may: suspension, revocation, objection."""

import copy
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction

from balai.core.content import ContentError
from balai.core.errors import Invalid, NotAllowed
from balai.foundation.audit.api import events_of
from balai.foundation.cases.actions.decide_late import decide_late
from balai.foundation.cases.api import (
    ActInput,
    CaseCard,
    act,
    available_actions_of,
    install_procedure,
)
from balai.foundation.cases.models import Case
from balai.foundation.cases.procedure.checks import check_procedure
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.cases.tests.procedures import LIVING
from balai.foundation.cases.tests.test_engine import REASON, at, open_task, row, snapshot
from balai.foundation.notices.models import Notice

WHY = ActInput(reason="Ukuran papan melampaui izin.")


def on(month: int, day: int, hour: int, minute: int = 30) -> datetime:
    """A moment of the end of 2026 in Banyuwangi, where offices close at half past three."""
    return datetime(2026, month, day, hour - 7, minute, tzinfo=UTC)


def asked(cast: Cast) -> CaseCard:
    install_procedure(LIVING)
    with time_machine.travel(at(2, 9), tick=False):
        return submit(cast, procedure="izin-hidup")


def granted(cast: Cast) -> CaseCard:
    """A permit, signed on the 2nd."""
    card = asked(cast)
    with time_machine.travel(at(2, 10), tick=False):
        act(cast.operator, card.id, "teruskan", ActInput())
        return act(cast.head, card.id, "tandatangani", ActInput())


def refused(cast: Cast) -> CaseCard:
    """The same asked for, refused on the 2nd."""
    card = asked(cast)
    with time_machine.travel(at(2, 10), tick=False):
        return act(cast.operator, card.id, "tolak", REASON)


def codes(actor: Any, card: CaseCard) -> list[str]:
    return [one.code for one in available_actions_of(actor, card.id)]


def notices(card: CaseCard) -> list[str]:
    return list(Notice.objects.filter(subject_id=card.id).order_by("id").values_list("kind", flat=True))


def test_a_permit_is_suspended_given_back_and_revoked_each_with_its_reason(cast: Cast) -> None:
    card = granted(cast)
    assert (codes(cast.head, card), codes(cast.camat, card), codes(cast.operator, card)) == (
        ["bekukan"],
        ["cabut"],
        [],
    )
    with time_machine.travel(at(3, 9), tick=False):
        suspended = act(cast.head, card.id, "bekukan", WHY)
    assert (suspended.state, suspended.outcome, suspended.closed_at) == ("dibekukan", "suspended", at(3, 9))
    assert act(cast.head, card.id, "aktifkan", WHY).outcome == "granted"
    assert act(cast.camat, card.id, "cabut", WHY).outcome == "revoked"
    *_before, last = events_of(card.id)
    sentence = f"Keputusan {card.code} diubah, Cabut: Ukuran papan melampaui izin."
    assert (last.name, last.sentence, last.actor_role) == ("cases.changed", sentence, "Camat")
    assert last.is_public
    assert notices(card)[-3:] == ["cases.changed"] * 3


def test_only_who_is_named_and_only_with_a_reason(cast: Cast) -> None:
    card = granted(cast)
    before = snapshot(card.id)
    for actor, code, error in [
        (cast.head, "cabut", NotAllowed),
        (cast.camat, "bekukan", NotAllowed),
        (cast.citizen, "cabut", NotAllowed),
        (cast.citizen, "keberatan", NotAllowed),
    ]:
        with pytest.raises(error):
            act(actor, card.id, code, WHY)
    with pytest.raises(Invalid) as refusal:
        act(cast.head, card.id, "bekukan", ActInput(reason="Salah"))
    assert refusal.value.fields == {"reason": "Tulis alasan sekurangnya 10 huruf; pemohon membacanya."}
    assert snapshot(card.id) == before


def test_the_applicant_objects_within_21_working_days_and_the_superior_answers(cast: Cast) -> None:
    card = refused(cast)
    (way,) = available_actions_of(cast.citizen, card.id)
    assert (way.code, way.until) == ("keberatan", on(12, 1, 15))
    with time_machine.travel(at(9, 9), tick=False):
        again = act(cast.citizen, card.id, "keberatan", ActInput(reason="Warung saya ada di desa ini."))
    assert (again.state, again.outcome, again.closed_at) == ("keberatan", "", None)
    assert again.due_at == on(11, 30, 15), "fifteen working days: ten to answer, five to carry out"
    task = open_task(card.id)
    assert (task.role, task.unit_id, task.due_at) == ("camat", cast.district.pk, on(11, 23, 15))
    last = events_of(card.id)[-1]
    assert (last.name, last.facts["reason"]) == ("cases.objected", "Warung saya ada di desa ini.")
    assert notices(card)[-1] == "cases.objected"
    assert codes(cast.citizen, card) == []
    with time_machine.travel(at(10, 9), tick=False):
        assert act(cast.camat, card.id, "kabulkan", ActInput()).state == "tanda_tangan"
        assert act(cast.head, card.id, "tandatangani", ActInput()).outcome == "granted"


def test_an_objection_comes_once_too_late_and_a_refused_one_is_final(cast: Cast) -> None:
    card = refused(cast)
    before = snapshot(card.id)
    with time_machine.travel(on(12, 1, 16), tick=False):
        assert codes(cast.citizen, card) == []
        with pytest.raises(NotAllowed, match="Waktunya sudah lewat"):
            act(cast.citizen, card.id, "keberatan", WHY)
    assert snapshot(card.id) == before
    with time_machine.travel(at(9, 9), tick=False):
        act(cast.citizen, card.id, "keberatan", WHY)
        assert act(cast.camat, card.id, "tolak_keberatan", REASON).outcome == "rejected"
        assert codes(cast.citizen, card) == []


def test_silence_grants_an_objection_once(cast: Cast) -> None:
    card = refused(cast)
    with time_machine.travel(at(9, 9), tick=False):
        act(cast.citizen, card.id, "keberatan", WHY)
    assert decide_late(on(11, 23, 14)) == 0
    assert decide_late(on(11, 23, 15)) == 1
    assert decide_late(on(11, 23, 16)) == 0
    assert (row(card.id).state, open_task(card.id).role) == ("tanda_tangan", "kepala_desa")
    assert events_of(card.id)[-1].name == "cases.deemed"


def test_the_refusal_tells_until_when_one_may_object(cast: Cast) -> None:
    card = refused(cast)
    told = Notice.objects.get(subject_id=card.id, kind="cases.rejected")
    assert told.facts["rights"] == {
        "id": "Bila tidak setuju, Anda dapat mengajukan keberatan sampai 1 Desember 2026, 15.30 WIB.",
        "en": "If you do not agree, you may object until 1 December 2026, 15:30 WIB.",
    }


def test_the_database_lets_through_what_the_procedure_says_and_nothing_else(cast: Cast) -> None:
    card = granted(cast)
    case = Case.objects.unscoped().filter(pk=card.id)
    for change in [
        {"state": "ditolak", "outcome": "rejected"},
        {"state": "dibekukan", "outcome": "granted"},
        {"state": "keberatan", "outcome": "", "closed_at": None},
        {"outcome": "rejected"},
        {"closed_at": at(1, 9)},
        {"state": "dibekukan", "outcome": "suspended", "closed_at": at(1, 9)},
    ]:
        with pytest.raises(DatabaseError), transaction.atomic():
            case.update(**change)
    assert row(card.id).state == "terbit"
    assert case.update(state="dibekukan", outcome="suspended") == 1


def test_the_officers_page_offers_it_and_the_page_asks_for_a_reason(cast: Cast) -> None:
    card = granted(cast)
    page = client_of(cast.head).get(f"/kerja/perkara/{card.id}/").content.decode()
    assert re.findall(r"/tindakan/([\w-]+)/", page) == ["bekukan"]
    address = f"/kerja/perkara/{card.id}/tindakan/bekukan/"
    sent = {"seen_version": row(card.id).version, "reason": ""}
    assert client_of(cast.head).post(address, sent).status_code == 422
    assert client_of(cast.operator).get(address).status_code == 403
    assert client_of(cast.outsider).get(address).status_code == 404
    assert row(card.id).state == "terbit"
    assert client_of(cast.head).post(address, {**sent, "reason": WHY.reason}).status_code == 302
    assert row(card.id).state == "dibekukan"


def _action(code: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda body: next(one for one in body["actions"] if one["code"] == code)


FAULTS: dict[str, tuple[str, Callable[[dict[str, Any]], Any], str, str]] = {
    "from an open state": ("bekukan", lambda a: a.update({"from": ["periksa"]}), "from", "keadaan akhir"),
    "to itself": ("bekukan", lambda a: a.update(to="terbit"), "to", "keadaan lain"),
    "nobody named": ("bekukan", lambda a: a.pop("roles"), "", "roles"),
    "empty roles": ("bekukan", lambda a: a.update(roles=[]), "roles", "peran"),
    "unknown place": ("cabut", lambda a: a.update(where="bulan"), "where", "bulan"),
    "opened without a limit": ("bekukan", lambda a: a.update(to="periksa"), "limit", "batas waktu"),
    "limit of nothing": (
        "bekukan",
        lambda a: a.update(limit={"kind": "working_days", "amount": 1}),
        "limit",
        "dibuka lagi",
    ),
    "objection to nobody": ("keberatan", lambda a: a.update(to="perbaikan"), "to", "petugas memutuskannya"),
    "objection without an end": ("keberatan", lambda a: a.pop("within"), "", "within"),
    "usual action from an end": ("kabulkan", lambda a: a.update({"from": ["terbit"]}), "from", "tidak ada"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_leaves_an_end_is_checked(name: str) -> None:
    code, change, key, words = FAULTS[name]
    body = copy.deepcopy(LIVING)
    check_procedure(body)
    change(_action(code)(body))
    with pytest.raises(ContentError, match=re.escape(words)) as fault:
        check_procedure(body)
    place = body["actions"].index(_action(code)(body))
    assert fault.value.path[: 2 + bool(key)] == (("actions", place, key) if key else ("actions", place))
