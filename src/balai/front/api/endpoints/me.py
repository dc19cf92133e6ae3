"""Who one is for the API."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from balai.front.api.identity import actor_of, needs, token_of
from balai.front.api.shapes import ID, told

router = Router(auth=needs())


class Role(Schema):
    """A role that one holds today."""

    role: str = told("The code of the role.", "operator_desa")
    role_name: str = told("What it is called.", "Operator desa")
    unit_id: UUID = told("The unit on which it is held.", ID)
    unit_name: str = told("The name of that unit.", "Pemerintah Desa Tamansari")
    region_code: str = told("The place of that unit.", "35.10.24.2008")


class Token(Schema):
    """The token by which this question was asked."""

    name: str = told("What its owner calls it.", "Situs desa")
    scopes: list[str] = told("What it opens: `applications`, `documents`, `work`.", ["documents"])
    expires_at: datetime = told("When it stops working.", "2026-05-31T02:15:00Z")


class Me(Schema):
    """The person in whose place the program asks."""

    name: str = told("The name of the account.", "Eko Prasetyo (fiktif)")
    roles: list[Role] = Field(description="The roles of today; none for a token that does not open work.")
    token: Token | None = Field(description="The token; null for a browser session.")


@router.get("", response={200: Me}, operation_id="get_me")
def me(request: HttpRequest) -> dict[str, object]:
    """Who asks, with which roles, and what the token opens: the first thing to try with a new one."""
    actor = actor_of(request)
    return {"name": actor.name, "roles": actor.grants, "token": token_of(request)}
