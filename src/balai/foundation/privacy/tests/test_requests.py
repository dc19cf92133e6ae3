"""Requests of data subjects, carried out: what changes, what goes, what stays and by which law."""

from datetime import timedelta

import pytest
from django.utils import timezone

from balai.core.actor import Actor
from balai.core.errors import Conflict, Invalid, NotAllowed
from balai.core.secret import seal
from balai.foundation.accounts.models import Profile, User
from balai.foundation.accounts.testing import actor_of
from balai.foundation.audit.api import events_of
from balai.foundation.cases.api import ActInput, CaseCard, OpenCase, act, open_case
from balai.foundation.cases.models import Case
from balai.foundation.cases.tests.cast import Cast, client_of, submit
from balai.foundation.forms.models import Draft, FormVersion
from balai.foundation.notices.models import Delivery, Notice
from balai.foundation.privacy.actions.erase import finish_erasures
from balai.foundation.privacy.models import Erasure, ErasureRule
from balai.foundation.privacy.tests.office import Office
from balai.foundation.tokens.api import NewToken, create_token

pytestmark = pytest.mark.django_db(databases="__all__")
WRONG, RIGHT = "3510246505900001", "3510246505900002"


def known(cast: Cast) -> User:
    """The citizen, checked at a counter with a slip of the pen."""
    user = User.objects.get(pk=cast.citizen.user_id)
    user.nik, user.email, user.identity_level = WRONG, "siti@example.test", User.Identity.CHECKED
    user.save()
    facts = {"birth_place": "Banyuwangi", "birth_date": "1990-05-25", "sex": "P"}
    Profile.objects.update_or_create(user=user, defaults=facts)
    return user


def ask(cast: Cast, office: Office, **answers: object) -> CaseCard:
    """The request as its form would hand it in."""
    request = OpenCase("permintaan-data-pribadi", office.unit.pk, "PDP", "Permintaan", cast.citizen.user_id)
    return open_case(cast.citizen, OpenCase(**{**request.__dict__, "data": answers}))


def carry_out(office: Office, card: CaseCard, action: str) -> CaseCard:
    """Approve, then the action that does it."""
    act(office.officer, card.id, "setujui", ActInput())
    return act(office.officer, card.id, action, ActInput())


def erase(cast: Cast, office: Office, scope: str = "semua") -> Erasure:
    card = ask(cast, office, jenis="hapus", lingkup=scope)
    carry_out(office, card, "hapus")
    return Erasure.objects.get(case_id=card.id)


def fates(row: Erasure) -> dict[str, tuple[int, str]]:
    return {line["code"]: (line["count"], line["fate"]) for line in row.lines}


def test_a_correction_writes_what_was_checked_at_the_counter(cast: Cast, office: Office) -> None:
    user = known(cast)
    sealed = {"sealed": seal(RIGHT, "nik")}
    right = {"benar_full_name": "Siti Aminah", "benar_nik": sealed, "benar_birth_place": "Licin"}
    card = carry_out(office, ask(cast, office, jenis="koreksi", **right), "perbaiki")
    user.refresh_from_db()
    assert (user.full_name, user.nik, user.profile.birth_place) == ("Siti Aminah", RIGHT, "Licin")
    assert (user.identity_level, user.profile.birth_date.isoformat()) == (1, "1990-05-25")
    assert (card.state, card.outcome) == ("selesai", "granted")
    (event,) = [one for one in events_of(user.pk) if one.name == "accounts.facts_corrected"]
    assert event.facts == {"code": card.code, "facts_changed": ["birth_place", "full_name", "nik"]}
    assert event.actor_name == office.officer.name


def test_a_correction_that_contradicts_itself_changes_nothing(cast: Cast, office: Office) -> None:
    user = known(cast)
    card = ask(cast, office, jenis="koreksi", benar_birth_date="1991-05-25")
    act(office.officer, card.id, "setujui", ActInput())
    with pytest.raises(Invalid, match="NIK tidak sesuai dengan tanggal lahir"):
        act(office.officer, card.id, "perbaiki", ActInput())
    user.refresh_from_db()
    assert user.profile.birth_date.isoformat() == "1990-05-25"
    assert Case.objects.unscoped().get(pk=card.id).state == "perbaikan"


def test_a_number_of_somebody_else_is_refused(cast: Cast, office: Office) -> None:
    known(cast)
    User.objects.create(username="lain", full_name="Lain (fiktif)", nik=RIGHT)
    card = ask(cast, office, jenis="koreksi", benar_nik={"sealed": seal(RIGHT, "nik")})
    act(office.officer, card.id, "setujui", ActInput())
    with pytest.raises(Conflict):
        act(office.officer, card.id, "perbaiki", ActInput())
    assert User.objects.get(pk=cast.citizen.user_id).nik == WRONG


def test_an_erasure_removes_what_no_law_keeps_and_names_the_law_of_the_rest(
    cast: Cast, office: Office
) -> None:
    known(cast)
    letter = submit(cast)
    Case.objects.unscoped().filter(pk=letter.id).update(closed_at=timezone.now(), outcome="granted")
    form = FormVersion.objects.create(code="uji", version=1, definition={}, digest="0", pack="uji")
    now = timezone.now()
    Draft.objects.create(
        owner_id=cast.citizen.user_id, form=form, purpose="uji", step="a", saved_at=now, expires_at=now
    )
    wanted = NewToken(name="alat", scopes=("applications",), days=30)
    create_token(cast.citizen, wanted)
    Notice.objects.all().delete()
    row = erase(cast, office, "jejak")
    found = fates(row)
    assert found.pop("trail")[1] == "kept"
    assert found == {
        "drafts": (1, "removed"),
        "notices": (2, "removed"),
        "tokens": (1, "removed"),
        "cases": (2, "kept"),
    }
    kept = next(line for line in row.lines if line["code"] == "cases")
    assert kept["source"] == "UU 43/2009 pasal 40 dan 48; UU 30/2014 pasal 10; UU 27/2022 pasal 50 [R]"
    assert not Draft.objects.exists()
    assert User.objects.get(pk=cast.citizen.user_id).is_active
    (event,) = [one for one in events_of(row.pk) if one.name == "privacy.erased"]
    assert event.facts["removed"] == 4


def test_the_account_goes_last_after_its_owner_was_told(cast: Cast, office: Office) -> None:
    user = known(cast)
    row = erase(cast, office)
    assert (fates(row)["account"], row.account_due_at) == ((1, "later"), row.case.due_at)
    assert finish_erasures() == 0  # the mail has not left yet
    Delivery.objects.update(state="sent", sent_at=timezone.now())
    assert finish_erasures() == 1
    user.refresh_from_db()
    assert (user.full_name, user.nik, user.email, user.phone, user.is_active) == (
        "Akun dihapus", None, None, None, False,
    )  # fmt: skip
    assert not Profile.objects.filter(user=user).exists()
    assert not user.has_usable_password()
    row.refresh_from_db()
    assert fates(row)["account"] == (1, "removed")
    assert finish_erasures() == 0
    assert Case.objects.unscoped().get(pk=row.case_id).applicant_name == "Siti (fiktif)"


def test_without_an_address_the_account_goes_when_the_clock_is_over(cast: Cast, office: Office) -> None:
    row = erase(cast, office)
    assert finish_erasures() == 0
    Erasure.objects.update(account_due_at=timezone.now() - timedelta(minutes=1))
    assert finish_erasures() == 1
    assert not User.objects.get(pk=row.person_id).is_active


def test_a_running_application_keeps_the_account_and_says_so(cast: Cast, office: Office) -> None:
    submit(cast)
    row = erase(cast, office)
    (line,) = [line for line in row.lines if line["code"] == "account"]
    assert (line["fate"], line["reason"]["id"]) == ("kept", "Permohonan Anda yang lain masih berjalan")
    assert row.account_due_at is None
    assert finish_erasures() == 0
    assert User.objects.get(pk=cast.citizen.user_id).is_active


def test_an_application_that_came_in_between_keeps_the_account(cast: Cast, office: Office) -> None:
    row = erase(cast, office)
    submit(cast)
    Erasure.objects.update(account_due_at=timezone.now())
    assert finish_erasures() == 0
    row.refresh_from_db()
    assert (fates(row)["account"], row.account_due_at) == ((1, "kept"), None)
    assert [event.name for event in events_of(row.pk)] == ["privacy.erased", "privacy.account_kept"]
    assert User.objects.get(pk=cast.citizen.user_id).is_active


def test_nothing_is_erased_while_nobody_says_what_the_law_keeps(cast: Cast, office: Office) -> None:
    ErasureRule.objects.all().delete()
    card = ask(cast, office, jenis="hapus", lingkup="semua")
    act(office.officer, card.id, "setujui", ActInput())
    with pytest.raises(Conflict):
        act(office.officer, card.id, "hapus", ActInput())
    assert not Erasure.objects.exists()
    assert Notice.objects.filter(recipient_id=cast.citizen.user_id).count() == 2


def test_without_the_second_factor_nothing_is_carried_out(cast: Cast, office: Office) -> None:
    card = ask(cast, office, jenis="hapus", lingkup="semua")
    act(office.officer, card.id, "setujui", ActInput())
    unproven = Actor(**{**office.officer.__dict__, "second_factor": False})
    with pytest.raises(NotAllowed):
        act(unproven, card.id, "hapus", ActInput())
    assert not Erasure.objects.exists()


def test_the_officer_sees_before_and_the_person_sees_after(cast: Cast, office: Office) -> None:
    known(cast)
    card = ask(cast, office, jenis="koreksi", benar_nik={"sealed": seal(RIGHT, "nik")})
    officers = client_of(office.officer)
    assert card.code in officers.get("/kerja/pdp/permintaan/").content.decode()
    page = officers.get(f"/kerja/pdp/permintaan/{card.id}/").content.decode()
    assert "••••••••••••0001" in page
    assert "••••••••••••0002" in page
    assert RIGHT not in page
    erasing = ask(cast, office, jenis="hapus", lingkup="semua")
    plan = officers.get(f"/kerja/pdp/permintaan/{erasing.id}/").content.decode()
    assert "Yang akan terjadi" in plan
    assert "Permohonan Anda yang lain masih berjalan" in plan
    carry_out(office, erasing, "hapus")
    mine = client_of(actor_of(User.objects.get(pk=cast.citizen.user_id))).get("/akun/data-saya/")
    assert "UU 43/2009 pasal 40 dan 48" in mine.content.decode()
    assert client_of(cast.outsider).get(f"/kerja/pdp/permintaan/{card.id}/").status_code == 403
