"""Addresses of modules: asked by their first word, found as if every address had been tried."""

from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.urls.exceptions import Resolver404

from balai.core.http.routing import ModuleAddresses, addresses_of


def view(request: HttpRequest, **keys: str) -> HttpResponse:
    return HttpResponse()


def module(*entries: object) -> ModuleAddresses:
    made = ModuleType("addresses")
    made.app_name, made.urlpatterns = "trial", list(entries)
    return addresses_of(made)


def test_addresses_are_found_by_their_first_word_also_inside_of_others() -> None:
    inner = [path("", view, name="all"), path("<int:number>/", view, name="one")]
    addresses = module(
        path("antrean/", include(inner)), path("", include([path("kios/baru/", view, name="new")]))
    )

    assert addresses.resolve("antrean/7/").view_name == "trial:one"
    assert addresses.resolve("kios/baru/").view_name == "trial:new"


def test_the_front_page_has_an_empty_first_word() -> None:
    assert module(path("", view, name="home")).resolve("").view_name == "trial:home"


def test_an_unknown_first_word_tries_no_address() -> None:
    with pytest.raises(Resolver404) as refusal:
        module(path("antrean/", view)).resolve("antre/")

    assert refusal.value.args[0] == {"tried": [], "path": "antre/"}


@pytest.mark.parametrize(
    "entry", [path("<slug:word>/", view, name="any"), re_path(r"^(?P<word>\w+)/$", view, name="any")]
)
def test_what_begins_with_anything_is_tried_for_every_word(entry: object) -> None:
    assert module(path("antrean/", view), entry).resolve("kios/").view_name == "trial:any"
