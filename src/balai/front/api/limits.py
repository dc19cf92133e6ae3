"""How often one may ask: counted in the database, so that it holds over all processes and machines."""

from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from balai.core.actor import Actor
from balai.foundation.documents.api import COMPARISONS, LOOKS, count_use, seconds_left
from balai.front.api.identity import origin_of

Purpose = Literal["check", "compare"]


@dataclass(frozen=True)
class Budget:
    """What is left of the questions of one person or address in the current ten minutes."""

    most: int
    used: int
    seconds: int

    @property
    def is_spent(self) -> bool:
        """True when this question is one too many."""
        return self.used > self.most

    def tell(self, response: HttpResponse) -> None:
        """Say it in the headers of the answer."""
        response["RateLimit-Limit"] = str(self.most)
        response["RateLimit-Remaining"] = str(max(self.most - self.used, 0))
        response["RateLimit-Reset"] = str(self.seconds)


def spend(request: HttpRequest, actor: Actor) -> Budget:
    """Count one question on the person, or on the address of somebody unknown."""
    kind, who = ("person", str(actor.user_id)) if actor.is_signed_in else ("address", origin_of(request))
    return _count(f"api-{kind}", who, settings.API_LIMITS[kind])


def spend_on(request: HttpRequest, purpose: Purpose) -> Budget:
    """Count a question that its page counts too (looking up a code, comparing a file), per address."""
    return _count(purpose, origin_of(request), {"check": LOOKS, "compare": COMPARISONS}[purpose])


def _count(purpose: str, who: str, most: int) -> Budget:
    return Budget(most, count_use(purpose, who), seconds_left())
