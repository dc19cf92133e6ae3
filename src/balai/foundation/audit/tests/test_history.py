"""Every write to a regulated table leaves a line in the journal, with who and why; nothing secret enters it."""

from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from balai.core.actor import SYSTEM, Actor, Grant
from balai.foundation.accounts.models import Profile, User
from balai.foundation.audit import api
from balai.foundation.audit.journal import REGULATED
from balai.foundation.audit.models import Change, Event
from balai.foundation.packs.models import InstalledPack

pytestmark = pytest.mark.django_db
PERSON = UUID(int=7)
LICIN = Grant(
    "camat", "Camat", PERSON, "Kecamatan Licin", "35.10.24", "unit", frozenset(), None, frozenset(), "plt"
)
CAMAT = Actor(PERSON, "Yulianto", grants=(LICIN,))
NIK = "3510245506900001"
GREETED = api.declare("audit.test_history_greeted", "{who} menyapa")


def user(name: str = "warga", **fields: object) -> User:
    return User.objects.create(username=name, full_name="Siti Aminah", nik=NIK, password="rahasia", **fields)


def changes(kind: str = "accounts.user") -> list[Change]:
    return list(Change.objects.filter(subject_kind=kind))


def test_an_insert_an_update_and_a_deletion_are_noted_with_what_changed():
    row = user()
    User.objects.filter(pk=row.pk).update(full_name="Siti Aminah Binti Karto")
    User.objects.filter(pk=row.pk).delete()
    inserted, updated, deleted = changes()
    assert (inserted.operation, inserted.before, inserted.after["full_name"]) == (
        "insert",
        None,
        "Siti Aminah",
    )
    assert (updated.before, updated.after) == (
        {"full_name": "Siti Aminah"},
        {"full_name": "Siti Aminah Binti Karto"},
    )
    assert (deleted.operation, deleted.after, deleted.before["username"]) == ("delete", None, "warga")
    assert {change.subject_key for change in changes()} == {str(row.pk)}


def test_who_and_why_stand_beside_the_change_and_bind_it_to_the_event():
    with api.acting(CAMAT, "POST /kerja/akun/"):
        row = user()
        api.record(CAMAT, GREETED, subject=row)
    (change,) = changes()
    assert (change.actor_id, change.actor_name, change.standing, change.why) == (
        PERSON, "Yulianto", "Camat (plt), Kecamatan Licin", "POST /kerja/akun/",
    )  # fmt: skip
    assert change.context_id == Event.objects.get().context_id != None  # noqa: E711


def test_without_a_context_only_the_role_of_the_database_is_known():
    user()
    (change,) = changes()
    assert (change.actor_id, change.actor_name, change.why, change.context_id) == (None, "", "", None)
    assert change.db_user == connection.settings_dict["USER"]


def test_a_context_inside_another_gives_way_to_it_again():
    with api.acting(SYSTEM, "balai demo"):
        with api.acting(CAMAT, "job x"):
            user("satu", is_demo=True)
        InstalledPack.objects.create(
            name="contoh",
            version="1",
            manifest={},
            digest="0",
            installed_at="2026-01-01T00:00Z",
            installed_by="x",
        )
    assert [change.why for change in changes()] == ["job x"]
    (change,) = changes("packs.installedpack")
    assert (change.actor_name, change.why) == ("Balai", "balai demo")


def test_a_raw_statement_with_a_percent_sign_passes_and_a_quote_in_the_address_stays_a_quote():
    row = user()
    with api.acting(CAMAT, "GET /x'; DROP TABLE accounts_user; --/100%\\"), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET full_name = 'Siti' WHERE username LIKE 'war%'")
        cursor.execute("UPDATE accounts_user SET full_name = %s WHERE id = %s", ["Aminah", row.pk])
        cursor.executemany("UPDATE accounts_user SET language = %s WHERE id = %s", [("en", row.pk)])
    assert {change.why for change in changes()[1:]} == {"GET /x'; DROP TABLE accounts_user; --/100%\\"}
    assert len(changes()) == 4


def test_reading_statements_are_sent_as_they_are(django_assert_num_queries: Any):
    with api.acting(CAMAT, "GET /"), django_assert_num_queries(1) as captured:
        User.objects.filter(username="warga").exists()
    assert captured.captured_queries[0]["sql"].startswith("SELECT 1")


def test_bulk_and_raw_writes_are_seen():
    people = [User(username=f"warga{n}", full_name="Warga") for n in range(3)]
    with api.acting(CAMAT, "POST /impor/"):
        User.objects.bulk_create(people)
        User.objects.update(language="en")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_user SET is_active = false WHERE username = %s", ["warga1"])
    noted = [
        (change.operation, change.after.get("language"), change.after.get("is_active"))
        for change in changes()
    ]
    assert noted == [("insert", "id", True)] * 3 + [("update", "en", None)] * 3 + [("update", None, False)]
    assert {change.why for change in changes()} == {"POST /impor/"}


def test_an_update_that_changes_nothing_is_no_change():
    row = user()
    User.objects.filter(pk=row.pk).update(full_name=row.full_name)
    assert [change.operation for change in changes()] == ["insert"]


def test_passwords_never_enter_and_a_changed_password_alone_is_no_line():
    row = user()
    User.objects.filter(pk=row.pk).update(password="lain", last_login="2026-01-01T00:00Z")
    (change,) = changes()
    assert {"password", "last_login"} & set(change.after) == set()


def test_identity_numbers_stand_sealed_in_the_journal():
    Profile.objects.create(user=user(), family_card=NIK)
    (change,) = changes("accounts.profile")
    (account,) = changes()
    assert change.after["family_card"].startswith("1:")
    assert account.after["nik"].startswith("1:")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_change c WHERE c::text LIKE %s", [f"%{NIK}%"])
        assert cursor.fetchone() == (0,)


def test_the_journal_cannot_be_switched_off_by_a_setting_of_the_session():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'accounts_user'::regclass AND tgname ~ 'history'"
        )
        (name,) = cursor.fetchone()
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + name + "}"])
    user()
    assert len(changes()) == 1


@pytest.mark.parametrize("verb", ["UPDATE audit_change SET why = 'x'", "DELETE FROM audit_change"])
def test_the_journal_only_grows(verb: str):
    user()
    with pytest.raises(DatabaseError, match="never deleted or rewritten"), transaction.atomic():
        connection.cursor().execute(verb)
    assert len(changes()) == 1


def test_a_table_of_the_same_name_in_front_of_ours_catches_nothing():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE audit_change (LIKE audit_change)")
        user()
        cursor.execute("DROP TABLE pg_temp.audit_change")
    assert len(changes()) == 1


def test_changes_of_one_moment_keep_their_order():
    row = user()
    for number in range(50):
        User.objects.filter(pk=row.pk).update(full_name=f"Nama {number}")
    names = [change.after["full_name"] for change in changes()[1:]]
    assert names == [f"Nama {number}" for number in range(50)]
    assert {change.id.version for change in changes()} == {7}


REGULATED_KINDS = {
    "accounts.profile", "accounts.role", "accounts.rolegrant", "accounts.user",
    "appointments.booking", "appointments.opening",
    "cases.case", "cases.casenote", "cases.procedureversion", "cases.task",
    "catalogue.lifeevent", "catalogue.service",
    "documents.document", "documents.documentfile", "documents.issuednumber", "documents.numberseries",
    "documents.seriescounter", "documents.signature", "documents.template", "documents.templateversion",
    "forms.attachment", "forms.formversion",
    "organizations.holding", "organizations.holiday", "organizations.hourspattern", "organizations.post",
    "organizations.servicehours", "organizations.unit",
    "packs.installedpack", "regions.regency",
}  # fmt: skip


def test_these_tables_are_regulated_and_have_their_trigger():
    assert set(REGULATED) >= REGULATED_KINDS
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname ~ '^pgtrigger_history_'")
        assert {row[0] for row in cursor.fetchall()} == {
            each.model._meta.db_table for each in REGULATED.values()
        }


# Why a table of ours has no history.
UNREGULATED = {
    "accounts.onetimelink": "secrets, gone after use; making and using them are events",
    "agreements.draft": "a text on its way, confided to its parties; only grows, each version is an event",
    "agreements.extension": "only grows; each is an event",
    "agreements.initial": "only grows; each is an event",
    "agreements.invitation": "the digest of a secret; making and ending it are events",
    "agreements.remark": "confided to the parties; its words stay, each answer is an event",
    "agreements.reminder": "only grows; what was told is a notice",
    "agreements.report": "only grows; each is an event",
    "agreements.signature": "only grows; each is an event",
    "agreements.verdict": "confided to the parties; only grows, each is an event",
    "audit.change": "the journal itself",
    "audit.event": "only grows",
    "audit.head": "only grows",
    "audit.personalread": "only grows",
    "audit.seal": "only grows",
    "audit.unsealed": "the sealer's queue",
    "audit.verification": "only grows",
    "cases.reassignment": "what a job has to move; each task that it moves is an event",
    "documents.copy": "only grows; each is an event",
    "documents.handover": "a passphrase on its way, sealed, gone after minutes",
    "documents.judgement": "only grows; each is an event",
    "documents.throttle": "counts of visitors, swept away",
    "forms.draft": "the person's own, not handed in yet",
    "guests.book": "making, sending its key and opening it are events",
    "guests.note": "of the guests alone: what they write is told to nobody, sealed or not",
    "guests.room": "keys of guests, sealed; a history would keep those that were replaced",
    "ledger.entry": "only grows; each is an event",
    "ledger.line": "only grows; the event of its entry keeps a digest",
    "forms.pagedraft": "the person's own, not sent yet",
    "forms.piece": "a part of a file on its way, gone when the file is whole",
    "forms.traffic": "counts of a day, swept away",
    "forms.upload": "a file on its way; what becomes of it is an attachment",
    "innovations.instrument": "only grows: a correction is a new version",
    "innovations.stagestep": "only grows; each is an event",
    "lifeevents.journey": "the person's own list, kept and removed at will; both are events",
    "lifeevents.tick": "part of it; setting and taking back are events",
    "licences.reminder": "only grows; what was told is a notice",
    "licences.visit": "only grows; each is an event",
    "notices.circuit": "how a server does at the moment",
    "notices.delivery": "its own state; what people do to it are events",
    "notices.notice": "a message; what it tells of is kept where it happened",
    "packs.installedentry": "what was brought; the pack's row says what was installed",
    "packs.packfile": "what a pack brought; the pack's row says what was installed",
    "payments.bankline": "only grows; as the bank wrote it",
    "payments.billline": "only grows; part of its bill",
    "payments.callback": "what the bank said; handled once, then it stays",
    "payments.deposit": "only grows; each is an event",
    "payments.deposititem": "only grows; part of its deposit",
    "payments.order": "what is asked of the bank; its own state",
    "payments.payment": "only grows; each is an event",
    "privacy.retentionrun": "only grows; what was removed is an event",
    "queues.period": "only grows: an ended one is never rewritten",
    "queues.strip": "a day's count of numbers; each is a ticket",
    "queues.ticket": "its periods are its history",
    "queues.visit": "the periods of its tickets are its history",
    "regions.region": "the national list, loaded as a whole; changes of it are events",
    "visits.arrival": "only grows; each is an event",
    "visits.rating": "only grows; what guests say, without names",
    "visits.requestdraft": "not handed in yet, swept away",
    "visits.spending": "only grows; what a unit says, without names",
}


def test_every_other_table_says_why_it_has_no_history():
    ours = {model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("balai.")}
    assert sorted(ours - set(REGULATED) - set(UNREGULATED)) == []
