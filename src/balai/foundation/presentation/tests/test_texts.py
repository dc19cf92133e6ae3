"""Texts in the regency's own words, with the original kept."""

import pytest
from django.conf import settings
from django.test import Client

from balai.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from balai.core.http.pages import shelf
from balai.foundation.accounts.testing import actor_of
from balai.foundation.audit.models import Event
from balai.foundation.presentation.actions.keep_texts import put_text, reset_text
from balai.foundation.presentation.models import OwnText
from balai.foundation.presentation.tests.conftest import Office
from balai.foundation.regions.models import Regency

HERE = "/kerja/pengelolaan/teks/"
KEY = "portal.question"


def front(language: str = "id") -> str:
    shelf.clear()
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.get("/").content.decode()


def test_a_text_is_rewritten_in_one_language_and_returns(office: Office) -> None:
    client = office.client
    assert "Anda ingin mengurus apa?" in front()
    page = client.get(f"{HERE}{KEY}/").content.decode()
    assert ("Anda ingin mengurus apa?" in page, "What do you need to get done?" in page) == (True, True)
    words = {"id": "Apa yang bisa kami bantu, <b>Bapak Ibu</b>?", "en": ""}
    assert client.post(f"{HERE}{KEY}/", words).status_code == 302
    assert "Apa yang bisa kami bantu, &lt;b&gt;Bapak Ibu&lt;/b&gt;?" in front()
    assert "What do you need to get done?" in front("en")
    assert OwnText.objects.get().words == {"id": "Apa yang bisa kami bantu, <b>Bapak Ibu</b>?"}
    assert client.post(f"{HERE}{KEY}/asli/").status_code == 302
    assert "Anda ingin mengurus apa?" in front()
    assert (OwnText.objects.count(), Regency.objects.get().texts) == (0, None)
    label = "Halaman depan: Pertanyaan besar"
    assert list(Event.objects.filter(name__startswith="presentation.").values_list("name", "facts")) == [
        (
            "presentation.text_changed",
            {
                "label": label,
                "before": "Anda ingin mengurus apa?",
                "after": "Apa yang bisa kami bantu, <b>Bapak Ibu</b>?",
            },
        ),
        (
            "presentation.text_reset",
            {"label": label, "before": "Apa yang bisa kami bantu, <b>Bapak Ibu</b>?"},
        ),
    ]


def test_the_list_is_searched_and_shows_what_was_rewritten(office: Office) -> None:
    put_text(office.actor, KEY, {"id": "Apa yang bisa kami bantu?"})
    client = office.client
    keys = [
        row.text.key for _where, rows in client.get(HERE, {"diganti": "1"}).context["groups"] for row in rows
    ]
    assert keys == [KEY]
    found = client.get(HERE, {"q": "tolak pungutan"}).context["groups"]
    assert [row.text.key for _where, rows in found for row in rows] == ["foot.promise"]
    assert client.get(HERE, {"q": "tidak tertulis di mana pun"}).context["groups"] == []


def test_what_cannot_be_is_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        put_text(office.actor, KEY, {"id": "Anda ingin mengurus apa?", "en": ""})
    with pytest.raises(Invalid):
        put_text(office.actor, KEY, {"id": "x" * 1001})
    with pytest.raises(NotVisible):
        put_text(office.actor, "tidak.ada", {"id": "x"})
    with pytest.raises(Conflict):
        reset_text(office.actor, KEY)
    with pytest.raises(NotAllowed):
        put_text(actor_of(office.operator), KEY, {"id": "Halo"})
    assert office.client.post(f"{HERE}{KEY}/", {"id": "", "en": ""}).status_code == 422
    assert OwnText.objects.count() == 0
