"""Bringing the table to a newer list."""

import pytest

from balai.foundation.regions import api
from balai.foundation.regions.loading import load, read_places
from balai.foundation.regions.models import Region

pytestmark = pytest.mark.django_db


def test_a_place_that_leaves_the_list_is_kept_but_no_longer_shown():
    places = [place for place in read_places() if place.code in {"35", "35.10", "35.10.24", "35.10.24.2008"}]
    assert load(places) == 4
    assert load(places) == 0
    load(places[:3])
    assert Region.objects.get(pk="35.10.24.2008").is_current is False
    assert api.children("35.10.24") == []
    assert api.search_regions("tamansari") == []
