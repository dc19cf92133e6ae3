"""The look: drafted, previewed, published, taken back, exported."""

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client

from balai.core.errors import Invalid, NotAllowed
from balai.core.http.pages import shelf
from balai.core.tests.test_arms import DRAWN
from balai.foundation.accounts.testing import actor_of
from balai.foundation.audit.models import Event
from balai.foundation.presentation.actions.keep_look import LookFacts, publish_draft, save_draft
from balai.foundation.presentation.actions.keep_texts import put_text
from balai.foundation.presentation.models import LookVersion
from balai.foundation.presentation.tests.conftest import Office
from balai.foundation.presentation.tokens import FIELDS
from balai.foundation.regions.models import Regency

HERE = "/kerja/pengelolaan/tampilan/"


def colours(**changes: str) -> dict[str, str]:
    """The fields of colours as the form shows them, with changes such as ``light_primary``."""
    from balai.core.ui.look import pack_look

    look = pack_look()
    fields = {name: look.colours[theme][token] for name, (theme, token) in FIELDS.items()}
    return {**fields, **{name.replace("_", "-"): value for name, value in changes.items()}}


def typed(**changes: str) -> dict[str, str]:
    return {"name": "Banyuwangi Bangkit", "mark": "bb", **colours(**changes)}


def theme() -> str:
    shelf.clear()
    return Client().get("/tema.css").content.decode()


def test_a_look_is_drafted_seen_and_published(office: Office) -> None:
    client = office.client
    assert client.post(HERE, typed(light_primary="#7a1f1f")).status_code == 302
    draft = LookVersion.objects.get()
    assert (draft.name, draft.mark, draft.published_at) == ("Banyuwangi Bangkit", "BB", None)
    assert draft.colours == {"light": {"primary": "#7a1f1f"}}
    assert "#7a1f1f" not in theme()
    assert "--color-primary:#7a1f1f" in client.get(f"{HERE}draf.css").content.decode()
    assert "Banyuwangi Bangkit" in client.get(f"{HERE}pratinjau/").content.decode()
    assert client.post(f"{HERE}terbitkan/").status_code == 302
    assert "--color-primary:#7a1f1f" in theme()
    assert "Banyuwangi Bangkit" in Client().get("/").content.decode()
    assert list(Event.objects.filter(name__startswith="presentation.").values_list("name", "facts")) == [
        ("presentation.look_drafted", {"changes": "Banyuwangi Bangkit, BB, 1 warna"}),
        ("presentation.look_published", {"changes": "Banyuwangi Bangkit, BB, 1 warna"}),
    ]


def test_what_nobody_could_read_is_refused_with_the_reason(office: Office) -> None:
    answer = office.client.post(HERE, typed(light_link="#9fb4ff", dark_paper="#ffffff"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Terang: “Tautan” di atas “Latar halaman” hanya 1,9:1; perlu 4,5:1 supaya terbaca." in page
    assert {"light-link", "dark-ink"} <= answer.context["form"].errors.keys()
    assert LookVersion.objects.count() == 0


@pytest.mark.parametrize("value", ["red", "#12345", "#GGGGGG", "url(x)", ""])
def test_a_colour_is_six_hexadecimal_digits(office: Office, value: str) -> None:
    answer = office.client.post(HERE, typed(light_primary=value))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["light-primary"])


def test_arms_travel_with_the_look_and_a_script_does_not(office: Office) -> None:
    client = office.client
    bad = SimpleUploadedFile("jahat.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    assert client.post(HERE, {**typed(), "arms": bad}).status_code == 422
    good = SimpleUploadedFile("lambang.svg", DRAWN)
    assert client.post(HERE, {**typed(), "arms": good}).status_code == 302
    assert b"".join(client.get(f"{HERE}draf/lambang").streaming_content).endswith(b"</svg>")
    assert Client().get("/lambang").status_code == 404
    client.post(f"{HERE}terbitkan/")
    shown = Client().get("/lambang")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/svg+xml")
    assert client.post(HERE, {**typed(), "without_arms": "on"}).status_code == 302
    client.post(f"{HERE}terbitkan/")
    assert Client().get("/lambang").status_code == 404


def test_earlier_looks_return_and_so_does_the_pack(office: Office) -> None:
    client = office.client
    for colour in ("#7a1f1f", "#1f5a3a"):
        client.post(HERE, typed(light_primary=colour))
        client.post(f"{HERE}terbitkan/")
    first = LookVersion.objects.order_by("published_at").first()
    assert first is not None
    assert "#1f5a3a" in theme()
    assert client.post(f"{HERE}{first.pk}/terbitkan/").status_code == 302
    assert "#7a1f1f" in theme()
    assert client.post(f"{HERE}asli/").status_code == 302
    assert (Regency.objects.get().look, "#7a1f1f" in theme()) == (None, False)
    assert LookVersion.objects.count() == 2


def test_a_draft_is_thrown_away_and_there_is_one_only(office: Office) -> None:
    client = office.client
    client.post(HERE, typed(light_primary="#7a1f1f"))
    client.post(HERE, typed(light_primary="#1f5a3a"))
    assert LookVersion.objects.get().colours == {"light": {"primary": "#1f5a3a"}}
    assert client.post(f"{HERE}buang/").status_code == 302
    assert LookVersion.objects.count() == 0
    assert client.get(f"{HERE}pratinjau/").status_code == 404
    LookVersion.objects.create(author_name="A")
    with pytest.raises(IntegrityError, match="look_one_draft"):
        LookVersion.objects.create(author_name="B")


def test_the_look_is_exported_as_the_file_of_a_pack(office: Office) -> None:
    client = office.client
    client.post(HERE, typed(light_primary="#7a1f1f"))
    client.post(f"{HERE}terbitkan/")
    made = client.get(f"{HERE}look.yaml")
    assert made["Content-Disposition"] == 'attachment; filename="look.yaml"'
    assert yaml.safe_load(made.content) == {
        "regency": "35.10",
        "name": "Banyuwangi Bangkit",
        "mark": "BB",
        "colours": {"light": {"primary": "#7a1f1f"}},
    }


def test_only_administrators_dress_the_house(office: Office) -> None:
    facts = LookFacts("X", "", {"light": {}, "dark": {}})
    with pytest.raises(NotAllowed):
        save_draft(actor_of(office.operator), facts)
    with pytest.raises(NotAllowed):
        publish_draft(actor_of(office.operator))
    assert (LookVersion.objects.count(), Event.objects.filter(name__startswith="presentation.").count()) == (
        0,
        0,
    )
    with pytest.raises(Invalid):
        save_draft(office.actor, LookFacts("X", "", {"light": {"ink": "#ffffff"}, "dark": {}}))


def test_look_and_own_texts_cost_a_page_no_query_once_they_are_known(
    office: Office, django_assert_max_num_queries
) -> None:
    client = office.client
    counts = []
    for _round in (1, 2):
        client.get("/")
        with django_assert_max_num_queries(20) as captured:
            assert client.get("/").status_code == 200
        counts.append(len(captured))
        save_draft(office.actor, LookFacts("Bangkit", "", {"light": {"primary": "#7a1f1f"}, "dark": {}}))
        publish_draft(office.actor)
        put_text(office.actor, "portal.question", {"id": "Apa yang bisa kami bantu?"})
    assert counts[0] == counts[1]
