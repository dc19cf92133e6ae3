"""An agency writes, others review: sent, withdrawn, returned with a note, published, and never by whoever wrote it."""

import pytest
from django.db import IntegrityError, transaction

from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.foundation.accounts.models import Role
from balai.foundation.accounts.testing import actor_of
from balai.foundation.audit.api import events_of
from balai.foundation.cases import api as cases
from balai.foundation.notices.models import Notice
from balai.foundation.organizations.api import get_unit
from balai.territory.innovations import selectors
from balai.territory.innovations.access import get_draft
from balai.territory.innovations.actions.review_innovation import (
    may_publish,
    return_innovation,
    send_innovation,
    withdraw_innovation,
)
from balai.territory.innovations.actions.write_innovation import (
    begin_innovation,
    change_innovation,
    discard_innovation,
    publish_innovation,
)
from balai.territory.innovations.changes import changes_of
from balai.territory.innovations.content import entry_of
from balai.territory.innovations.models import Innovation, InnovationDraft
from balai.territory.innovations.tests.conftest import House
from balai.territory.innovations.tests.test_writing import STORY, TITLE

pytestmark = pytest.mark.django_db
CODE = "antar-surat"


def fresh(code: str = CODE) -> InnovationDraft:
    return InnovationDraft.objects.get(code=code)


def written(house: House) -> InnovationDraft:
    """A sound draft of the agency for communication."""
    draft = begin_innovation(house.writer, CODE, TITLE)
    change_innovation(house.writer, draft, {**draft.definition, **STORY})
    return fresh()


def sent(house: House) -> InnovationDraft:
    send_innovation(house.writer, written(house))
    return fresh()


def inbox(house: House, name: str) -> list[str]:
    return [row.title for row in cases.inbox(getattr(house, name), cases.InboxFilters()).rows]


def test_an_agency_writes_and_bappeda_publishes(house: House) -> None:
    draft = sent(house)
    assert (get_unit(draft.unit_id).code, draft.definition["unit"]) == ("35.10/kominfo", "kominfo")
    assert inbox(house, "reviewer") == ["Antar surat"]
    published = publish_innovation(house.reviewer, fresh())
    assert (inbox(house, "reviewer"), published.unit.short_name) == ([], "Diskominfo")
    told = [event.sentence for event in events_of(published.pk)]
    assert told == [
        "Draf inovasi “Antar surat” dimulai",
        "Draf inovasi “Antar surat” dikirim untuk ditinjau",
        "Inovasi “Antar surat” diterbitkan",
    ]
    notice = Notice.objects.get(recipient=house.people["writer"])
    assert (notice.kind, notice.facts["by"]) == ("innovations.published", house.reviewer.name)


def test_it_comes_back_with_a_note_that_the_writer_reads(house: House) -> None:
    draft = sent(house)
    with pytest.raises(Invalid, match="perlu diperbaiki"):
        return_innovation(house.reviewer, draft, "  ")
    return_innovation(house.reviewer, draft, "Sebutkan jumlah kurirnya")
    page = house.at("writer").get(f"/kerja/inovasi/{CODE}/draf/").content.decode()
    assert "Sebutkan jumlah kurirnya" in page
    assert Notice.objects.get(recipient=house.people["writer"]).kind == "innovations.returned"
    assert list(selectors.waiting_drafts(house.writer)) == [fresh()]
    assert (inbox(house, "reviewer"), list(selectors.waiting_drafts(house.reviewer))) == ([], [])
    change_innovation(house.writer, fresh(), {**fresh().definition, "since": "2026"})
    send_innovation(house.writer, fresh())
    assert (fresh().note, inbox(house, "reviewer")) == ("", ["Antar surat"])


def test_while_it_is_reviewed_nobody_writes_until_it_is_withdrawn(house: House) -> None:
    draft = sent(house)
    for act in (
        lambda: change_innovation(house.writer, draft, {**draft.definition, "since": "2026"}),
        lambda: discard_innovation(house.writer, draft),
        lambda: send_innovation(house.writer, draft),
    ):
        with pytest.raises(Conflict):
            act()
    withdraw_innovation(house.writer, draft)
    assert (fresh().review, inbox(house, "reviewer")) == ("writing", [])
    with pytest.raises(Conflict):
        publish_innovation(house.reviewer, draft)
    with pytest.raises(NotVisible):
        get_draft(house.reviewer, CODE)


def test_nobody_publishes_what_he_wrote_unless_the_regency_lets_the_role(house: House) -> None:
    draft = written(house)
    for actor in (house.writer, house.planner, house.reviewer):
        with pytest.raises((NotAllowed, NotVisible)):
            publish_innovation(actor, draft)
    change_innovation(house.keeper, draft, {**draft.definition, "since": "2026"})
    send_innovation(house.keeper, fresh())
    assert [may_publish(getattr(house, name), fresh()) for name in ("keeper", "second", "reviewer")] == [
        False, True, True,
    ]  # fmt: skip
    with pytest.raises(NotAllowed, match="ikut menulis"):
        publish_innovation(house.keeper, fresh())
    with pytest.raises(NotAllowed, match="ikut menulis"):
        return_innovation(house.keeper, fresh(), "Kurang")
    assert not Innovation.objects.filter(code=CODE).exists()
    role = Role.objects.get(code="koordinator_kerjasama")
    Role.objects.filter(pk=role.pk).update(permissions=[*role.permissions, "innovations.publish_own"])
    assert publish_innovation(actor_of(house.people["keeper"]), fresh()).code == CODE


def test_what_is_not_whole_is_not_sent(house: House) -> None:
    draft = begin_innovation(house.writer, CODE, TITLE)
    with pytest.raises(Invalid, match="Lengkapi"):
        send_innovation(house.writer, draft)
    assert fresh().review == "writing"


def test_an_agency_writes_about_its_own_only(house: House) -> None:
    assert begin_innovation(house.writer, "spbe").unit_id == Innovation.objects.get(code="spbe").unit_id
    with pytest.raises(NotAllowed):
        begin_innovation(house.writer, "mal-pelayanan-publik")
    with pytest.raises(NotVisible):
        change_innovation(house.planner, fresh("spbe"), {})
    assert house.at("planner").get("/kerja/inovasi/spbe/draf/").status_code == 404
    assert InnovationDraft.objects.count() == 1


def test_the_reviewer_sees_what_changes_beside_what_is_published(house: House) -> None:
    row = Innovation.objects.select_related("unit").get(code="spbe")
    entry = entry_of(row)
    changed = {**entry, "summary": {**entry["summary"], "id": "Lain"}, "digital": not entry.get("digital")}
    changes = changes_of(entry, changed)
    assert [(one.label, one.before, one.after, one.lang) for one in changes] == [
        ("Ringkasan satu kalimat, dalam bahasa Indonesia", entry["summary"]["id"], "Lain", "id"),
        ("Inovasi digital", "Ya", "Tidak", "id"),
    ]
    assert changes_of(entry, entry) == []
    draft = begin_innovation(house.writer, "spbe")
    change_innovation(house.writer, draft, changed)
    send_innovation(house.writer, fresh("spbe"))
    page = house.at("reviewer").get("/kerja/inovasi/spbe/tinjau/").content.decode()
    assert "2 bagian berubah dibanding yang terbit." in page
    assert ("Terbitkan" in page, "Tarik kembali" in page) == (True, False)
    own = house.at("writer").get("/kerja/inovasi/spbe/tinjau/").content.decode()
    assert ("Terbitkan?" in own, "Tarik kembali" in own) == (False, True)


def test_the_database_refuses_a_return_without_a_reason(house: House) -> None:
    written(house)
    for facts in ({"review": "returned"}, {"review": "lain"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            InnovationDraft.objects.update(**facts)
