"""The cast: a village with officers, its sub-district, an agency of the regency, a neighbour, a citizen."""

from dataclasses import dataclass, replace

from django.contrib.auth import get_user_model
from django.test import Client

from balai.core.actor import Actor
from balai.foundation.accounts.testing import actor_of, make_officer, make_user, sign_in
from balai.foundation.cases.api import CaseCard, OpenCase, install_procedure, open_case
from balai.foundation.cases.tests.procedures import LETTER
from balai.foundation.organizations.models import Unit
from balai.foundation.regions.models import Regency, Region

PLACES = [
    ("35", "Jawa Timur", "provinsi", None),
    ("35.10", "Kabupaten Banyuwangi", "kabupaten", "35"),
    ("35.10.24", "Licin", "kecamatan", "35.10"),
    ("35.10.05", "Tegaldlimo", "kecamatan", "35.10"),
    ("35.10.24.2008", "Tamansari", "desa", "35.10.24"),
    ("35.10.05.2001", "Sumberberas", "desa", "35.10.05"),
]


@dataclass(frozen=True)
class Cast:
    """Everybody who takes part."""

    village: Unit
    neighbour: Unit
    district: Unit
    agency: Unit
    citizen: Actor
    operator: Actor
    second_operator: Actor
    head: Actor
    camat: Actor
    clerk: Actor
    outsider: Actor
    inspector: Actor


def person(username: str, name: str) -> Actor:
    """A citizen."""
    return actor_of(make_user(username, full_name=name))


def officer(username: str, name: str, role: str, unit: Unit) -> Actor:
    """Somebody with one role on one unit, the second factor shown."""
    return actor_of(make_officer(username, role, unit.pk, full_name=name))


def client_of(actor: Actor, second_factor: bool = True) -> Client:
    """A browser in which the actor is signed in."""
    user = get_user_model().objects.get(pk=actor.user_id)
    return sign_in(Client(), user, second_factor)


def unit(code: str, name: str, kind: str, region: str, parent: Unit | None = None) -> Unit:
    """A unit without hours of its own: the usual office hours hold."""
    return Unit.objects.create(
        code=code, name=name, short_name=name, kind=kind, region_id=region, parent=parent
    )


def plant_places() -> None:
    """Regions and the regency of the cast."""
    for code, name, kind, parent in PLACES:
        Region.objects.create(code=code, name=name, kind=kind, parent_id=parent)
    Regency.objects.create(region_id="35.10", timezone="Asia/Jakarta", source="test")


def gather() -> Cast:
    """The cast on stage, with the letter's procedure installed."""
    plant_places()
    regency = unit("35.10", "Pemerintah Kabupaten Banyuwangi", "pemkab", "35.10")
    agency = unit("35.10/dukcapil", "Dukcapil", "opd", "35.10", regency)
    district = unit("35.10.24", "Kecamatan Licin", "kecamatan", "35.10.24", regency)
    village = unit("35.10.24.2008", "Desa Tamansari", "desa", "35.10.24.2008", district)
    neighbour = unit("35.10.05.2001", "Desa Sumberberas", "desa", "35.10.05.2001", regency)
    install_procedure(LETTER)
    return Cast(
        village=village,
        neighbour=neighbour,
        district=district,
        agency=agency,
        citizen=person("warga", "Siti (fiktif)"),
        operator=officer("operator", "Oki Operator (fiktif)", "operator_desa", village),
        second_operator=officer("operator2", "Ova Operator (fiktif)", "operator_desa", village),
        head=officer("kades", "Kadir Kades (fiktif)", "kepala_desa", village),
        camat=officer("camat", "Cahya Camat (fiktif)", "camat", district),
        clerk=officer("verifikator", "Vera (fiktif)", "verifikator", agency),
        outsider=officer("luar", "Lulu Luar (fiktif)", "operator_desa", neighbour),
        inspector=officer("inspektorat", "Ina Inspektur (fiktif)", "inspektur", regency),
    )


def submit(cast: Cast, **changes: object) -> CaseCard:
    """A letter asked for by the citizen."""
    request = OpenCase(
        procedure="surat-uji",
        unit_id=cast.village.pk,
        code_prefix="UJI",
        title="Surat Uji",
        applicant_id=cast.citizen.user_id,
        subject="Warung Bu Siti",
        data={"usaha": "Warung", "nik": {"sealed": "1:abc"}},
        service="surat-uji",
    )
    return open_case(cast.citizen, replace(request, **changes))
