"""Find a citizen at a counter by the exact NIK; every search is logged."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.accounts.access import make_proof
from balai.foundation.accounts.cards import PersonCard, person_card
from balai.foundation.accounts.models import User
from balai.foundation.accounts.nik import check_nik
from balai.foundation.accounts.policies import counter_grants
from balai.foundation.audit.api import log_read


@dataclass(frozen=True)
class Found:
    """The citizen, and the note with which the actor may serve them for an hour."""

    person: PersonCard
    proof: str


def find_citizen(actor: Actor, nik: str) -> Found:
    """The citizen with the number, wherever they live: they stand at the counter with their card.

    Raises NotAllowed, Invalid, NotVisible.
    """
    counter_grants(actor)
    user = User.objects.select_related("profile").filter(nik=check_nik(nik).number).first()
    if user is None:
        raise NotVisible(_("Belum ada akun dengan NIK ini. Daftarkan warga ini."))
    log_read(actor, subject=user, what="nik_search", why="mencari warga di loket dengan NIK")
    return Found(person_card(user), make_proof(actor, user.id))
