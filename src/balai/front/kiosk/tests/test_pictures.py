"""Pictures and colours beside the names."""

from balai.core.ui.icons import bodies
from balai.front.kiosk.pictures import COLOURS, _pictures, agency_picture, colour_of, service_picture


def test_an_agency_has_the_picture_of_its_code() -> None:
    assert agency_picture("35.10/dukcapil") == "id-card"
    assert agency_picture("35.10/bpjs-kesehatan") == "heart-pulse"
    assert agency_picture("35.10/bank-sampah") == "landmark"
    assert agency_picture("35.10/antariksa") == "building-2"


def test_a_service_has_the_picture_of_a_word_in_its_code() -> None:
    assert [service_picture(code) for code in ("ktp-el", "akta-kelahiran", "simpanan", "surat")] == [
        "id-card",
        "baby",
        "file-text",
        "file-text",
    ]


def test_every_picture_can_be_drawn() -> None:
    names = {icon for kind in _pictures().values() for icon in kind.values()}
    assert names - bodies().keys() == set()


def test_neighbouring_letters_have_different_colours() -> None:
    colours = [colour_of(letter) for letter in (*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB", "AC")]
    assert all(one != two for one, two in zip(colours, colours[1:], strict=False))
    assert set(colours) == set(range(COLOURS))
