"""A NIK with a birth date that no calendar has is refused wherever one is written, and nothing is kept."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from balai.foundation.accounts.testing import make_user, sign_in
from tests.access.conftest import Cast
from tests.paper import FORM_ID, values

pytestmark = pytest.mark.django_db(databases="__all__")
SENTENCES = ("Tanggal lahir di dalam NIK tidak ada di kalender.", "NIK ini tidak mungkin benar.")
# the digits of the date, day + 40 for women
BIRTHS = {
    "no day": "000590",
    "day 32": "320590",
    "30 February": "300290",
    "31 June": "310690",
    "29 February 1999": "290299",
    "no month": "120090",
    "month 13": "121390",
    "a woman on day 0": "400590",
    "a woman on day 32": "720590",
    "a woman on 30 February": "700290",
    "day 99": "990590",
}
CARD = {
    "full_name": "Joko Susilo",
    "birth_place": "Banyuwangi",
    "birth_date": "1990-05-12",
    "sex": "L",
    "phone": "081234567890",
    "region_code": "35.10.24.2008",
    "consent": "on",
}


def at_the_counter(cast: Cast) -> tuple[Client, str, dict[str, str]]:
    """An officer registers somebody."""
    return cast.client("operator"), reverse("accounts:register"), CARD


def in_the_own_profile(cast: Cast) -> tuple[Client, str, dict[str, str]]:
    """Somebody who registered by e-mail adds the number."""
    client = sign_in(Client(), make_user("baru"))
    return client, reverse("accounts:edit_me"), CARD


def in_an_application(cast: Cast) -> tuple[Client, str, dict[str, str]]:
    """A citizen writes another number than the known one into a form."""
    client, path = cast.client("owner"), reverse("applications:step", args=[cast.world.draft_id, "pemohon"])
    return client, path, values(client.get(path), FORM_ID)


DOORS = [at_the_counter, in_the_own_profile, in_an_application]


@pytest.mark.parametrize("digits", BIRTHS.values(), ids=BIRTHS)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_an_impossible_birth_date_is_refused(
    cast: Cast, door: Callable[[Cast], tuple[Client, str, dict[str, str]]], digits: str
) -> None:
    with cast.undone():
        client, path, card = door(cast)
        with cast.memory.watching() as changed:
            answer = client.post(path, {**card, "nik": f"351024{digits}0001"})
    assert answer.status_code == 422
    assert any(sentence in answer.content.decode() for sentence in SENTENCES)
    assert changed <= (
        {"forms_draft"} if door is in_an_application else set()
    )  # a draft keeps what was typed
