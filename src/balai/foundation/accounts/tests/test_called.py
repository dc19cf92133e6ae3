"""What a role is called: by the place where it is held, and by the regency or city for lists without a place."""

from pathlib import Path

import pytest
import yaml
from django.test import Client

from balai.core.actor import SYSTEM
from balai.core.content import ContentContext, ContentError
from balai.foundation.accounts.api import actor_for, create_demo_people, demo_people
from balai.foundation.accounts.models import Profile, Role, User
from balai.foundation.accounts.roles import install_roles
from balai.foundation.accounts.testing import sign_in
from balai.foundation.organizations.api import set_up_units
from balai.foundation.regions.api import kind_of
from balai.foundation.regions.models import Region
from balai.foundation.regions.testing import plant_regency

BASE = Path(__file__).resolve().parents[5] / "packs" / "dasar"


def settle(regency: str) -> dict[str, str]:
    """The regency with its roles and the demo's people: what each one's role is called."""
    plant_regency(regency)
    set_up_units(SYSTEM, regency)
    install_roles(
        yaml.safe_load((BASE / "roles.yaml").read_text()), ContentContext("dasar", "1", BASE, SYSTEM)
    )
    create_demo_people(regency)
    return {person.username: person.role for person in demo_people()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("regency", "operator", "head", "leader", "administrator"),
    [
        ("35.78", "Operator kelurahan", "Lurah", "Wali Kota", "Administrator kota"),
        ("72.71", "Operator kelurahan", "Lurah", "Wali Kota", "Administrator kota"),
        ("72.10", "Operator desa", "Kepala desa", "Bupati", "Administrator kabupaten"),
    ],
)
def test_the_demo_calls_people_as_the_place_does(regency, operator, head, leader, administrator) -> None:
    called = settle(regency)
    names = ("operator.desa1", "kades.desa1", "bupati", "admin")
    assert tuple(called[name] for name in names) == (operator, head, leader, administrator)
    dusun = Profile.objects.filter(address__startswith="Dusun").count()
    assert dusun == (0 if administrator == "Administrator kota" else 2)


@pytest.mark.django_db
def test_a_city_says_so_on_its_pages(client) -> None:
    settle("35.78")
    head = User.objects.get(username="kades.desa1")
    assert [grant.role_name for grant in actor_for(head, second_factor=True).grants] == ["Lurah"]
    admin = sign_in(Client(headers={"accept-language": "id"}), User.objects.get(username="admin"))
    roles = admin.get("/kerja/peran/").content.decode()
    assert ("Wali Kota" in roles, "Lurah" in roles, "Kepala desa" in roles, "Bupati" in roles) == (
        True,
        True,
        False,
        False,
    )
    people = admin.get("/kerja/akun/").content.decode()
    assert ("Lurah" in people, "Operator kelurahan" in people, "Operator desa" in people) == (
        True,
        True,
        False,
    )
    assert "Lurah" in sign_in(Client(), head).get("/akun/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("regency", ["35.10", "72.71"])
def test_the_digits_of_a_code_tell_the_kind(regency) -> None:
    plant_regency(regency)
    below = Region.objects.exclude(kind="provinsi").values_list("code", "kind")
    assert [code for code, kind in below if kind_of(code) != kind] == []
    assert kind_of("94.01.01.3001") == "desa_adat"


@pytest.mark.django_db
def test_a_name_for_an_unknown_place_is_refused() -> None:
    role = {
        "code": "camat",
        "name": {"id": "Camat", "en": "District head"},
        "purpose": {"id": "x", "en": "x"},
        "reach": "region",
        "permissions": [],
        "called": {"distrik": {"id": "Kepala distrik", "en": "District head"}},
    }
    with pytest.raises(ContentError, match="distrik") as fault:
        install_roles([role], ContentContext("uji", "1", BASE, SYSTEM))
    assert fault.value.path == (0, "called", "distrik")
    assert Role.objects.count() == 0
