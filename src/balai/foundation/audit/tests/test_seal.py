"""The chain: nothing committed is lost, and a changed, missing, moved, smuggled or cut entry is named."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from balai.core.actor import SYSTEM
from balai.core.errors import Invalid
from balai.foundation.audit import api
from balai.foundation.audit.actions.seal import seal_all, seal_batch
from balai.foundation.audit.actions.sign_head import head_file, read_head, sign_head
from balai.foundation.audit.actions.verify import verify, verify_chain
from balai.foundation.audit.chain import BEGINNING, canonical, digest_of, root_of, unpacked
from balai.foundation.audit.models import Change, Event, Head, PersonalRead, Seal, Unsealed, Verification
from balai.foundation.audit.testing import unprotected
from balai.foundation.packs.models import InstalledPack

pytestmark = pytest.mark.django_db
GREETED = api.declare("audit.test_seal_greeted", "{who} menyapa")


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def greet(count: int = 1) -> list[Event]:
    subject = InstalledPack(name="contoh", version="1.0.0")
    ids = [api.record(SYSTEM, GREETED, subject=subject, who=f"Siti {n}") for n in range(count)]
    return list(Event.objects.filter(pk__in=ids))


def faults() -> list[tuple[str, int, str]]:
    return [(finding.fault, finding.seal, finding.entry) for finding in verify().findings]


def test_what_was_committed_is_sealed_once_in_batches_that_go_on_from_each_other():
    greet(5)
    assert [seal_batch(2) for _ in range(4)] == [2, 2, 1, 0]
    first, second, third = Seal.objects.all()
    assert (first.previous, second.previous, third.previous) == (BEGINNING, first.digest, second.digest)
    assert [(seal.number, seal.count, seal.total) for seal in (first, second, third)] == [
        (1, 2, 2),
        (2, 2, 4),
        (3, 1, 5),
    ]
    assert Unsealed.objects.count() == 0
    assert faults() == []


def test_the_form_of_the_chain_is_the_published_one():
    (event,) = greet()
    seal_all()
    seal = Seal.objects.get()
    content = {
        "actor_name": "Balai",
        "actor_role": "",
        "created_at": event.created_at,
        "facts": {"who": "Siti 0"},
        "happened_at": event.happened_at,
        "is_public": False,
        "name": "audit.test_seal_greeted",
        "region_code": "",
        "subject_id": str(event.subject_id),
        "subject_kind": "packs.installedpack",
    }
    text = json.dumps(
        {**content, "created_at": f"{event.created_at:%Y-%m-%dT%H:%M:%S.%f}+00:00",
         "happened_at": f"{event.happened_at:%Y-%m-%dT%H:%M:%S.%f}+00:00"},
        sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    leaf = b"e" + event.id.bytes + hashlib.sha256(text.encode()).digest()
    assert bytes(seal.leaves) == leaf
    assert seal.root == hashlib.sha256(leaf).hexdigest()
    header = (
        f'{{"count":1,"number":1,"previous":"{"0" * 64}","root":"{seal.root}",'
        f'"sealed_at":"{seal.sealed_at:%Y-%m-%dT%H:%M:%S.%f}+00:00","total":1}}'
    )
    assert seal.digest == hashlib.sha256(header.encode()).hexdigest()
    assert canonical({"b": None, "a": "é"}) == '{"a":"é"}'.encode()


def test_changes_and_reads_are_sealed_like_events():
    InstalledPack.objects.create(
        name="contoh",
        version="1",
        manifest={},
        digest="0",
        installed_at="2026-01-01T00:00Z",
        installed_by="x",
    )
    greet()
    assert seal_all() == 2
    assert {leaf.kind for leaf in unpacked(Seal.objects.get().leaves)} == {"c", "e"}


def test_a_changed_entry_is_named():
    events = greet(3)
    seal_all()
    with unprotected("event"):
        Event.objects.filter(pk=events[1].pk).update(facts={"who": "Orang lain"})
    assert faults() == [("changed", 1, str(events[1].pk))]


def test_a_missing_entry_is_named():
    events = greet(3)
    seal_all()
    with unprotected("event"):
        Event.objects.filter(pk=events[2].pk).delete()
    assert faults() == [("missing", 1, str(events[2].pk))]


def test_reordered_entries_are_named():
    events = greet(3)
    seal_all()
    with unprotected("event"):
        for field in ("facts", "created_at", "happened_at"):
            one, two = (getattr(event, field) for event in events[:2])
            Event.objects.filter(pk=events[0].pk).update(**{field: two})
            Event.objects.filter(pk=events[1].pk).update(**{field: one})
    assert faults() == [("moved", 1, str(events[0].pk)), ("moved", 1, str(events[1].pk))]


def test_an_entry_put_past_the_queue_is_named():
    greet(2)
    seal_all()
    (smuggled,) = greet()
    Unsealed.objects.all().delete()
    assert faults() == [("unknown", 0, str(smuggled.pk))]


def test_an_entry_replaced_by_another_is_named_on_both_sides():
    events = greet(2)
    seal_all()
    (smuggled,) = greet()
    Unsealed.objects.all().delete()
    with unprotected("event"):
        Event.objects.filter(pk=events[0].pk).delete()
    assert faults() == [("missing", 1, str(events[0].pk)), ("unknown", 0, str(smuggled.pk))]


def test_a_seal_whose_leaves_were_reordered_is_named():
    greet(2)
    seal_all()
    seal = Seal.objects.get()
    leaves = bytes(seal.leaves)[49:] + bytes(seal.leaves)[:49]
    seal.leaves, seal.root = leaves, root_of(leaves)
    with unprotected("seal"):
        Seal.objects.filter(number=1).update(leaves=leaves, root=seal.root, digest=digest_of(seal))
    assert faults() == [("seal", 1, "")]


def test_a_rewritten_seal_breaks_the_one_after_it():
    events = greet(2)
    seal_batch(1)
    seal_batch(1)
    with unprotected("event", "seal"):
        Event.objects.filter(pk=events[0].pk).delete()
        seal = Seal.objects.get(number=1)
        forged = b"e" + events[0].id.bytes + bytes(32)
        seal.leaves, seal.root = forged, root_of(forged)
        Seal.objects.filter(number=1).update(leaves=forged, root=seal.root, digest=digest_of(seal))
    assert faults() == [("missing", 1, str(events[0].pk)), ("seal", 2, "")]


def test_a_missing_seal_is_named():
    greet(3)
    for _ in range(3):
        seal_batch(1)
    with unprotected("seal"):
        Seal.objects.filter(number=2).delete()
    found = faults()
    assert ("gap", 2, "") in found
    assert [fault for fault, _seal, _entry in found] == ["gap", "unknown"]


def cut_tail() -> None:
    """What a thief with the owner's rights would do: remove the last seal with its entry."""
    last = Seal.objects.order_by("-number")[0]
    with unprotected("event", "seal"):
        Event.objects.filter(pk__in=[leaf.id for leaf in unpacked(last.leaves)]).delete()
        Seal.objects.filter(pk=last.pk).delete()


def test_a_cut_tail_shows_against_the_signed_head():
    greet(2)
    seal_batch(1)
    seal_batch(1)
    assert faults() == []
    cut_tail()
    assert faults() == []  # the chain alone cannot know
    greet()
    seal_batch(1)
    name, content = head_file(sign_head())
    cut_tail()
    with unprotected("head"):
        Head.objects.all().delete()
    found = [(finding.fault, finding.seal) for finding in verify(read_head(content)).findings]
    assert (name[:12], found) == ("balai-segel-", [("cut", 2)])


def test_the_head_is_signed_once_a_day_and_its_file_proves_itself():
    assert sign_head() is None
    greet()
    seal_all()
    head = sign_head()
    assert sign_head() == head
    told = json.loads(head.statement)
    assert (told["seal"], told["entries"], told["digest"]) == (1, 1, Seal.objects.get().digest)
    assert read_head(head_file(head)[1]).statement == head.statement
    forged = head_file(head)[1].replace(b'\\"seal\\":1', b'\\"seal\\":2')
    assert forged != head_file(head)[1]
    with pytest.raises(Invalid):
        read_head(forged)


def test_a_head_signed_with_another_key_is_not_believed(settings: Any, tmp_path: Any):
    greet()
    seal_all()
    sign_head()
    settings.HOME = tmp_path / "elsewhere"
    assert faults() == [("key", 1, "")]


def test_an_entry_that_vanished_before_it_was_sealed_is_an_event():
    events = greet(2)
    with unprotected("event"):
        Event.objects.filter(pk=events[0].pk).delete()
    seal_all()
    lost = Event.objects.get(name="audit.entry_lost")
    assert lost.facts == {"kind": "e", "entry": str(events[0].pk)}
    assert faults() == []


def test_a_verification_is_kept_and_is_an_event():
    greet(2)
    seal_all()
    told = verify_chain()
    assert (told.seals, told.entries, told.unsealed, told.faults, told.sentences) == (1, 2, 0, 0, ())
    kept = Verification.objects.get()
    assert (kept.seals, kept.entries, kept.unsealed, kept.is_whole) == (1, 2, 0, True)
    assert Event.objects.get(name="audit.verified").facts == {"seals": 1, "entries": 2, "count": 0}


def test_entries_past_their_time_are_removed_by_the_owner_only_and_every_verification_says_so():
    greet(3)
    with time_machine.travel("2024-01-05T00:00Z", tick=False):
        seal_batch(2)
    seal_batch(1)
    assert api.retire(SYSTEM, timezone.now() - timedelta(days=400), "JRA 10 tahun") == api.Retired(2, 1)
    assert Event.objects.filter(name=GREETED).count() == 1
    assert Event.objects.get(name="audit.retired").facts == {"seal": 1, "count": 2, "reason": "JRA 10 tahun"}
    seal_all()
    told = verify_chain()
    assert (told.faults, told.retired_up_to, told.entries) == (0, 1, 4)


@pytest.mark.parametrize(("days", "reason"), [(364, "JRA"), (400, "  ")])
def test_nothing_young_and_nothing_without_a_reason_is_removed(days: int, reason: str):
    greet(2)
    with time_machine.travel("2024-01-05T00:00Z", tick=False):
        seal_batch(1)
    seal_batch(1)
    with pytest.raises(Invalid):
        api.retire(SYSTEM, timezone.now() - timedelta(days=days), reason)
    assert Event.objects.count() == 2


@pytest.mark.parametrize("table", ["event", "personalread", "change", "seal", "head", "verification"])
def test_the_tables_refuse_to_be_emptied(table: str):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE audit_{table} ENABLE TRIGGER audit_table_stays")
        with pytest.raises(DatabaseError, match="never deleted or rewritten"), transaction.atomic():
            cursor.execute(f"TRUNCATE audit_{table} CASCADE")


@pytest.mark.django_db(transaction=True, databases=["default", "witness"])
def test_what_commits_late_is_sealed_late_and_never_lost():
    """Two connections: the first makes its id before the second, and commits after the seal."""
    subject = InstalledPack(name="contoh", version="1.0.0")
    with transaction.atomic():
        early = api.record(SYSTEM, GREETED, subject=subject, who="Lambat")
        api.log_read(SYSTEM, subject=subject, what="nik", why="uji")
        with transaction.atomic(using="witness"):
            late_read = PersonalRead.objects.using("witness").get()
        assert early < late_read.id
        assert Unsealed.objects.using("witness").count() == 1
        _seal_on_another_connection()
    assert [leaf.id for leaf in unpacked(Seal.objects.get().leaves)] == [late_read.id]
    assert seal_all() == 1
    assert [leaf.id for leaf in unpacked(Seal.objects.get(number=2).leaves)] == [early]
    assert verify().findings == []
    connections["witness"].close()


def _seal_on_another_connection() -> None:
    from threading import Thread

    def work() -> None:
        seal_all()
        connection.close()

    thread = Thread(target=work)
    thread.start()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_only_one_sealer_works_at_a_time():
    greet(2)
    from threading import Thread

    from balai.foundation.audit.actions.seal import LOCK

    counts: list[int] = []

    def work() -> None:
        counts.append(seal_batch())
        connection.close()

    with transaction.atomic():
        connection.cursor().execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        thread = Thread(target=work)
        thread.start()
        thread.join()
    assert counts == [0]
    assert seal_batch() == 2


def test_the_web_role_may_only_add_to_tables_that_only_grow():
    granted = api.append_only_tables()
    assert granted["audit_event"] == ("SELECT", "INSERT")
    assert granted["audit_change"] == ("SELECT",)  # triggers write it with the owner's rights
    assert granted["cases_casenote"] == ("SELECT", "INSERT")
    assert [table for table, rights in granted.items() if {"UPDATE", "TRUNCATE"} & set(rights)] == []
    assert [table for table, rights in granted.items() if "DELETE" in rights] == ["audit_unsealed"]


def test_a_role_without_privileges_still_leaves_its_changes_in_the_journal():
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE test_web")
        cursor.execute("GRANT test_web TO CURRENT_USER")
        cursor.execute("GRANT SELECT, INSERT, UPDATE ON packs_installedpack TO test_web")
        cursor.execute("SET LOCAL ROLE test_web")
        cursor.execute(
            """INSERT INTO packs_installedpack
                 (id, created_at, name, version, manifest, digest, installed_at, installed_by, told)
               VALUES (gen_random_uuid(), now(), 'contoh', '1', '{}', '0', now(), 'x', '')"""
        )
        for forbidden in ("INSERT INTO audit_change SELECT * FROM audit_change", "DELETE FROM audit_event"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(forbidden)
        cursor.execute("RESET ROLE")
    (change,) = Change.objects.all()
    assert (change.subject_kind, change.operation) == ("packs.installedpack", "insert")
    assert Unsealed.objects.get().id == change.id
