"""Services of the regency, with the published parts of their standards."""

from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Path, Query, Router, Schema

from balai.foundation.organizations.api import get_unit
from balai.front.api.problems import Problem
from balai.front.api.shapes import Limit, Offset, Page, Words, cut, told
from balai.services.catalogue import api as catalogue

MOST = 1000
router = Router()
life_events = Router()


class Service(Schema):
    """A service in a list."""

    code: str = told("Its code; stays the same when its title changes.", "surat-keterangan-usaha")
    slug: str = told("Its name in addresses.", "surat-keterangan-usaha")
    title: str = told("What it is called.", "Surat Keterangan Usaha")
    summary: str = told("What it is for.", "Bukti bahwa Anda punya usaha.")
    cost: str = told("What it costs, in words; empty while its agency has yet to say it.", "Gratis")
    time: str = told("How long it takes, in words; empty while its agency has yet to say it.", "1 hari kerja")
    place: str = told("Where one gets it; may be empty.", "Kantor desa")
    is_applied_for: bool = told(
        "True where one applies here. False: its agency keeps a system of its own; people come for it.",
        True,
    )
    page: str = told(
        "Its page for people, with the button to apply, or with the ways to come.",
        "https://balai.example.go.id/layanan/surat-keterangan-usaha/",
    )


class Requirement(Schema):
    """Something that the applicant needs."""

    title: str = told("What is needed.", "Foto tempat usaha")
    detail: str = told("More about it; may be empty.", "Dari depan, papan nama terlihat.")
    kind: str = told(
        "`known`: taken from the register; `upload`: a file; `bring`: shown at the counter.", "upload"
    )


class StandardPart(Schema):
    """One of the six parts of a service standard that must be published."""

    code: str = told("Which part.", "jangka_waktu")
    title: str = told("Its title.", "Jangka waktu penyelesaian")
    text: str = told("What it promises; empty while it is open.", "Paling lama 1 hari kerja.")
    source: str = told("Where it is laid down; may be empty.", "UU 24/2013 pasal 79A")
    is_open: bool = told("True while its agency has yet to write it.", False)


class Provider(Schema):
    """Who gives the service: one unit, or every unit of some kinds."""

    unit_id: UUID | None = told("The only unit that gives it; null when kinds do.", None)
    unit_name: str = told("The name of that unit; may be empty.", "")
    kinds: list[str] = told("The kinds of unit that all give it.", ["desa", "kelurahan"])


class ServiceDetail(Service):
    """A service with everything that its page promises."""

    who: str = told("Who can apply.", "Warga yang punya usaha di desa ini")
    requirements: list[Requirement] = Field(description="What the applicant needs.")
    standard: list[StandardPart] = Field(
        description="The six published parts of the standard (PermenPANRB 15/2014), in their order."
    )
    legal: list[str] = told("Its legal sources.", ["UU 25/2009"])
    validity_days: int = told("How long the result is valid, in days; 0 without end.", 180)
    provider: Provider = Field(description="Who gives it.")
    is_open: bool = told("False while nobody can apply.", True)


class LifeEvent(Schema):
    """A moment of life for which people look for services."""

    code: str = told("Its code, for `life_event` of the services.", "membuka-usaha")
    title: str = told("What it is called.", "Membuka usaha")
    summary: str = told("What is found there.", "Surat dan izin untuk usaha Anda")


@router.get("", response={200: Page[Service]}, operation_id="list_services")
def service_list(
    request: HttpRequest,
    q: Words = "",
    life_event: Annotated[str, Query(max_length=60, description="Only services of this life event.")] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, object]:
    """Open services, found by everyday words ("buka toko"); without words the most used come first."""
    found = catalogue.find_services(q, life_event, limit=MOST)
    return cut([_listed(card) for card in found], limit, offset)


@router.get("/{slug}", response={200: ServiceDetail, 404: Problem}, operation_id="get_service")
def service(
    request: HttpRequest,
    slug: Annotated[str, Path(pattern=r"^[a-z0-9-]{1,80}$", description="The service's name in addresses.")],
) -> dict[str, object]:
    """One service: who can have it, what is needed, and the six published parts of its standard."""
    page = catalogue.service_page(slug)
    return {
        **_listed(page.card),
        **{
            name: getattr(page, name) for name in ("who", "requirements", "legal", "validity_days", "is_open")
        },
        "standard": _standard(page),
        "provider": _provider(page),
    }


def _listed(card: catalogue.ServiceCard) -> dict[str, object]:
    address = settings.PUBLIC_URL.rstrip("/") + reverse("catalogue:service", args=[card.slug])
    return {**vars(card), "page": address}


def _standard(page: catalogue.ServicePage) -> list[StandardPart]:
    return [
        StandardPart(
            code=code,
            title=str(catalogue.STANDARD_TITLES[code]),
            text=page.standard[code],
            source=page.sources.get(code, ""),
            is_open=code in page.open_parts,
        )
        for code in catalogue.STANDARD_PUBLISHED
    ]


def _provider(page: catalogue.ServicePage) -> Provider:
    name = get_unit(page.unit_id).name if page.unit_id else ""
    return Provider(unit_id=page.unit_id, unit_name=name, kinds=page.provider_kinds)


@life_events.get("", response={200: list[LifeEvent]}, operation_id="list_life_events")
def life_event_list(request: HttpRequest) -> list[catalogue.LifeEventCard]:
    """The life events that have a service."""
    return catalogue.life_events()
