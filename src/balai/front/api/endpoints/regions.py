"""Places: search, one place, what lies below it, the way to it."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema

from balai.foundation.regions import api as regions
from balai.front.api.problems import Problem
from balai.front.api.shapes import Limit, Offset, Page, cut, told

CODE = r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$"
Code = Annotated[str, Path(pattern=CODE, description="Kemendagri code, such as 35.10.24.2008.")]

router = Router()


class Region(Schema):
    """A place of the Kemendagri tree."""

    code: str = told("Its Kemendagri code.", "35.10.24.2008")
    name: str = told("Its name without the kind.", "Tamansari")
    kind: str = told("Such as `kabupaten`, `kecamatan`, `desa`, `kelurahan`.", "desa")
    level: int = told("1 province, 2 regency, 3 sub-district, 4 village.", 4)
    parent_code: str | None = told("The place above; null for a province.", "35.10.24")
    latitude: float | None = told("Degrees north, when known.", -8.17)
    longitude: float | None = told("Degrees east, when known.", 114.26)


class FoundRegion(Region):
    """A place that a search found, with the names above it."""

    where: str = told("The names above it.", "Kecamatan Licin, Kabupaten Banyuwangi")


class RegionDetail(Region):
    """A place with its ancestors, province first."""

    full_name: str = told(
        "Its name with those above.", "Desa Tamansari, Kecamatan Licin, Kabupaten Banyuwangi"
    )
    path: list[Region] = Field(description="The places above it, province first.")


@router.get("", response={200: list[FoundRegion]}, operation_id="search_regions")
def search(
    request: HttpRequest,
    q: Annotated[str, Query(min_length=2, max_length=80, description="Beginning of a name, or a code.")],
    prefix: Annotated[
        str, Query(max_length=13, pattern=r"^[\d.]*$", description="Only below this code.")
    ] = "",
    limit: Limit = 20,
) -> list[regions.RegionCard]:
    """Places whose name begins with the words, the best matches first."""
    return regions.search_regions(q, prefix=prefix, limit=limit)


@router.get("/{code}", response={200: RegionDetail, 404: Problem}, operation_id="get_region")
def detail(request: HttpRequest, code: Code) -> dict[str, object]:
    """One place, with the places above it."""
    steps = regions.path(code)
    names = ", ".join(step.title for step in reversed(steps) if step.level > 1 or step.code == code)
    return {**vars(steps[-1]), "full_name": names, "path": steps[:-1]}


@router.get(
    "/{code}/children",
    response={200: Page[Region], 404: Problem},
    operation_id="list_children",
)
def children(request: HttpRequest, code: Code, limit: Limit = 50, offset: Offset = 0) -> dict[str, object]:
    """The places directly below one, by code."""
    regions.get_region(code)
    return cut(regions.children(code), limit, offset)
