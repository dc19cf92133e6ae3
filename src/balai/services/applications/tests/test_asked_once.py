"""Asked once: what was handed in before is offered again with its source, and nobody else's ever is."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from balai.core.ui.words import short_date
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.audit.models import Event
from balai.foundation.cases.api import get_case
from balai.foundation.forms import api as forms
from balai.foundation.forms import contents, vault
from balai.foundation.forms.actions import reseal_attachments as resealing
from balai.foundation.forms.actions.remove_attachment import remove_attachment
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.models import Attachment, Draft
from tests.paper import BUSINESS, FORM_ID, PURPOSE, SERVICE, SUMBERBERAS, TAMANSARI, fill
from tests.world import World, photograph

pytestmark = pytest.mark.django_db(databases=["default", "witness"])


@pytest.fixture
def owner(world: World) -> Client:
    return sign_in(Client(), world.people["owner"])


def begin(client: Client, village: str = TAMANSARI) -> tuple[str, str]:
    """The second step (the business) and the third (the purpose) of a new application."""
    begun = client.post(f"/layanan/{SERVICE}/ajukan/", {"desa": village})
    second = fill(client, begun["Location"], FORM_ID)["Location"]
    return second, second.replace("/usaha/", "/keperluan/")


def test_an_earlier_answer_is_offered_with_code_and_day_and_taken_by_a_tick(
    world: World, owner: Client
) -> None:
    second, _third = begin(owner)
    code = get_case(actor_of(world.people["owner"]), world.case_id).code
    page = owner.get(second).content.decode()
    assert f"dari permohonan {code}, {short_date(timezone.now())}" in page
    assert BUSINESS["nama_usaha"] in page
    assert Draft.objects.latest("created_at").answers.get("nama_usaha", "") == ""  # offered, not decided
    ticks = {f"{name}__pakai": "1" for name in BUSINESS}
    done = fill(owner, second, FORM_ID, **ticks)
    assert done.status_code == 302
    answers = Draft.objects.latest("created_at").answers
    assert {name: answers[name] for name in BUSINESS} == {**BUSINESS, "sejak": "2019-08"}


def test_what_is_typed_wins_over_what_was_ticked(world: World, owner: Client) -> None:
    second, _third = begin(owner)
    fill(owner, second, FORM_ID, **{**BUSINESS, "nama_usaha": "Warung Baru", "nama_usaha__pakai": "1"})
    assert Draft.objects.latest("created_at").answers["nama_usaha"] == "Warung Baru"


def test_consent_is_never_offered(world: World, owner: Client) -> None:
    _second, third = begin(owner)
    page = owner.get(third).content.decode()
    assert "pernyataan__pakai" not in page
    fill(owner, third, FORM_ID, pernyataan__pakai="1")
    assert not Draft.objects.latest("created_at").answers.get("pernyataan")


def test_an_earlier_file_is_used_again_without_a_second_copy(world: World, owner: Client) -> None:
    second, third = begin(owner)
    fill(owner, second, FORM_ID, **BUSINESS)
    first = Attachment.objects.get(pk=world.attachment_id)
    page = owner.get(third).content.decode()
    assert f'name="foto_usaha__lama" value="{first.pk}"' in page
    assert page.count("foto_usaha__lama") == 1  # the same picture twice is offered once
    review = fill(owner, third, FORM_ID, **PURPOSE, foto_usaha__lama=str(first.pk))["Location"]
    sent = owner.post(review)
    assert sent.status_code == 302
    again = Attachment.objects.exclude(pk=first.pk).get(path=first.path)
    assert (again.sealed_as, again.sha256, again.draft_id) == (first.pk, first.sha256, None)
    answer = owner.get(f"/formulir/berkas/{again.pk}/")
    assert answer.content == contents.read(first)
    assert Event.objects.filter(name="forms.attachment_reused", subject_id=again.pk).count() == 1


def test_the_content_goes_with_the_last_that_refers_to_it(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    holder = Holder(actor_of(world.people["owner"]))
    draft = Draft.objects.get(pk=world.draft_id)
    with django_capture_on_commit_callbacks(execute=True):
        kept = forms.receive_attachment(holder, draft.pk, "foto_usaha", photograph())
    first = Attachment.objects.get(pk=kept.id)
    copy = contents.refer(holder, draft, "foto_usaha", first.pk)
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(holder, first.pk)
    assert default_storage.exists(first.path)
    assert contents.read(copy)[:2] == b"\xff\xd8"
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(holder, copy.pk)
    assert not default_storage.exists(first.path)


def test_a_shared_content_is_sealed_anew_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Attachment.objects.get(pk=world.attachment_id)
    copy = contents.refer(
        Holder(actor_of(world.people["owner"])), Draft.objects.first(), "foto_usaha", first.pk
    )
    before = contents.read(first)
    monkeypatch.setattr(vault, "is_current", lambda name: False)
    contents_held = Attachment.objects.exclude(path="").values("path").distinct().count()
    assert resealing.reseal_attachments() == contents_held
    first.refresh_from_db()
    copy.refresh_from_db()
    assert first.path == copy.path
    assert contents.read(first) == contents.read(copy) == before


def test_nobody_elses_file_or_answer(world: World) -> None:
    citizen = sign_in(Client(), world.people["citizen"])
    second, third = begin(citizen)
    assert BUSINESS["nama_usaha"] not in citizen.get(second).content.decode()
    fill(citizen, second, FORM_ID, **BUSINESS)
    assert "foto_usaha__lama" not in citizen.get(third).content.decode()
    before = Attachment.objects.count()
    fill(citizen, third, FORM_ID, **PURPOSE, foto_usaha__lama=str(world.attachment_id))
    assert Attachment.objects.count() == before


def test_a_visitor_is_offered_nothing(world: World) -> None:
    visitor = Client()
    begun = visitor.post(f"/layanan/{SERVICE}/ajukan/", {"desa": SUMBERBERAS})
    page = visitor.get(begun["Location"].replace("/pemohon/", "/usaha/")).content.decode()
    assert "__pakai" not in page
    assert "__lama" not in page


def test_what_the_account_says_is_said_to_be_from_there(world: World, owner: Client) -> None:
    begun = owner.post(f"/layanan/{SERVICE}/ajukan/", {"desa": TAMANSARI})
    assert "dari data akun" in owner.get(begun["Location"]).content.decode()
