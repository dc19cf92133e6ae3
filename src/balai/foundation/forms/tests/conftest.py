"""The cast of the tests: Sari applies, Tono is the outsider; a small form with everything in it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from balai.core.actor import SYSTEM, Actor
from balai.core.content import ContentContext
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import make_user, sign_in
from balai.foundation.forms.holder import Holder
from balai.foundation.forms.install import install_forms
from balai.foundation.forms.tests.samples import FORM


def holder(user: User) -> Holder:
    """The person as a holder of drafts."""
    return Holder(Actor(user_id=user.id, name=user.full_name))


@pytest.fixture
def storage(own_files: Path) -> Path:
    """A folder of its own for every test."""
    return own_files


@pytest.fixture
def form(db: Any, tmp_path: Any) -> None:
    """The sample form, installed."""
    install_forms([FORM], ContentContext("uji", "1.0.0", tmp_path, SYSTEM))


@pytest.fixture
def sari(db: Any) -> User:
    return make_user("sari", full_name="Sari Wulandari")


@pytest.fixture
def tono(db: Any) -> User:
    return make_user("tono", full_name="Tono Hartono")


@pytest.fixture
def desk(sari: User) -> Client:
    """Sari's browser, without a screen."""
    return signed_in(sari)


def signed_in(user: User) -> Client:
    """A browser in which the person has signed in."""
    return sign_in(Client(), user)
