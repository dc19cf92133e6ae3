"""A confidential draft is seen by its parties only: in pages, files, counts, search, tasks and events."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balai.foundation.audit.models import Event
from balai.foundation.cases.models import Case
from balai.territory.agreements import access, api, selectors
from balai.territory.agreements.actions.keep_parties import end_link, invite, name_signer
from balai.territory.agreements.actions.sign import lay_out
from balai.territory.agreements.models import Agreement, Invitation, Stage
from balai.territory.agreements.tests.conftest import House, begun, side, unit

pytestmark = pytest.mark.django_db(databases=["default", "witness"])
SECRET = "Pemindahan ibu kota rahasia"
EVERYBODY = ("outsider", "auditor", "admin", "agency")


def confided(house: House) -> Agreement:
    return begun(house, title=SECRET, affair="Urusan rahasia", is_confidential=True)


def listed(client: Client, **query: Any) -> str:
    answer = client.get("/kerja/kerja-sama/", query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_only_the_parties_find_it(house: House) -> None:
    agreement = confided(house)
    page = f"/kerja/kerja-sama/{agreement.pk}/"
    for name in ("keeper", "regent"):  # who keeps it, and who signs for the regency
        assert SECRET in listed(house.at(name))
        assert SECRET in house.at(name).get(page).content.decode()
    for name in EVERYBODY:
        client = house.at(name)
        assert {client.get(f"{page}{more}").status_code for more in ("", "naskah/", "naskah/pratinjau/")} == {
            404
        }
        assert SECRET not in listed(client) + listed(client, q="pemindahan")
        assert SECRET not in client.get("/kerja/kerja-sama/unduh/csv/").content.decode()
        assert SECRET not in client.get("/kerja/kerja-sama/laporan/2026/csv/").content.decode()
        assert selectors.standing_counts(getattr(house, name))["prepared"] == 0
    assert Client().get(f"/kerja-sama/{agreement.code}/").status_code == 404
    assert SECRET not in Client().get("/kerja-sama/", {"q": "pemindahan"}).content.decode()


def test_what_others_read_names_the_code_alone(house: House) -> None:
    agreement = confided(house)
    case = Case.objects.unscoped().get(pk=agreement.case_id)
    assert (case.title, case.subject) == (f"Kesepakatan Bersama {agreement.code}", agreement.code)
    assert "rahasia" not in str(
        list(Event.objects.filter(subject_id=agreement.pk).values_list("facts", flat=True))
    )
    told = f"{house.at('auditor').get(f'/kerja/perkara/{case.pk}/').content.decode()}"
    assert agreement.code in told
    assert SECRET not in told
    signed = api.agreements_of(agreement.delegation_id or agreement.pk)
    assert signed == ()


def test_whoever_has_a_duty_or_a_part_sees_what_is_not_confidential(house: House) -> None:
    agreement = begun(house)
    page = f"/kerja/kerja-sama/{agreement.pk}/"
    assert house.at("auditor").get(page).status_code == 200
    assert house.at("agency").get(page).status_code == 404
    owed = api.DutyDraft(side(agreement, 1).pk, "Kirim data", timezone.localdate(), unit("dpmptsp"))
    api.add_duty(house.keeper, agreement.pk, owed)
    assert house.at("agency").get(page).status_code == 200
    assert house.at("outsider").get(page).status_code == 404
    assert house.at("agency").get(f"{page}ubah/").status_code == 403


def test_its_final_text_is_seen_by_those_who_sign_for_the_unit_only(house: House) -> None:
    agreement = confided(house)
    api.write_text(api.own_voice(house.keeper, agreement.pk), "## Pasal 1\nIsi", 0)
    Agreement.objects.filter(pk=agreement.pk).update(stage=Stage.SIGNATURE)
    name_signer(house.keeper, side(agreement, 1).pk, "Regent", "Bupati")
    document = lay_out(house.keeper, agreement.pk, {}).document_id
    page = f"/kerja/kerja-sama/{agreement.pk}/naskah-akhir.pdf"
    for name, status in (("regent", 200), ("auditor", 404), ("agency", 404), ("outsider", 404)):
        client = house.at(name)
        seen = {
            client.get(path).status_code
            for path in (f"/kerja/dokumen/{document}/", f"/dokumen/{document}/unduh", page)
        }
        assert (name, seen) == (name, {status})
        assert (agreement.code in client.get("/kerja/dokumen/").content.decode()) == (status == 200)
    assert house.at("keeper").get(page).status_code == 200


def test_a_private_link_is_kept_as_a_digest_expires_and_can_be_taken_back(house: House) -> None:
    agreement = confided(house)
    link = invite(house.keeper, side(agreement, 2).pk, "Kepala bagian", 7)
    invitation = Invitation.objects.get()
    assert (invitation.digest, link.secret in str(invitation.__dict__)) == (
        access.digest_of(link.secret),
        False,
    )
    assert link.expires_at - invitation.created_at < timedelta(days=7, seconds=1)
    guest = Client()
    assert guest.get(f"/kerja-sama/ruang/{link.secret[:-1]}/").status_code == 404
    assert guest.get(f"/kerja-sama/ruang/{link.secret}/").status_code == 302
    room = guest.get("/kerja-sama/ruang/")
    assert SECRET in room.content.decode()
    assert "no-store" in room["Cache-Control"]
    assert link.secret not in room.content.decode()
    end_link(house.keeper, invitation.pk)
    assert {
        guest.get(path).status_code for path in ("/kerja-sama/ruang/", f"/kerja-sama/ruang/{link.secret}/")
    } == {404}
    late = invite(house.keeper, side(agreement, 2).pk, "Kepala bagian", 7)
    assert guest.get(f"/kerja-sama/ruang/{late.secret}/").status_code == 302
    Invitation.objects.filter(ended_at=None).update(
        created_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=2)
    )
    assert guest.get("/kerja-sama/ruang/").status_code == 404


def test_a_guest_of_one_agreement_reaches_no_other(house: House) -> None:
    first, other = confided(house), begun(house)
    voice = api.own_voice(house.keeper, other.pk)
    draft = api.write_text(voice, "## Pasal 1\nIsi", 0)
    foreign = api.remark(voice, api.Said(draft.clauses[0]["key"], "Catatan"))
    guest = Client()
    guest.get(f"/kerja-sama/ruang/{invite(house.keeper, side(first, 2).pk, 'Tamu', 7).secret}/")
    answer = guest.post(f"/kerja-sama/ruang/catatan/{foreign.pk}/", {"jawaban": "terima"})
    assert answer.status_code == 404
    assert not foreign.verdicts.exists()
