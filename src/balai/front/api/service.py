"""The API of the house: one ``NinjaAPI`` with its groups of addresses."""

from importlib.metadata import version

from ninja import NinjaAPI

from balai.front.api import problems
from balai.front.api.endpoints import cases, documents, me, regions, services, verification

DESCRIPTION = (
    "Reads of public information, of one's own applications and documents, and of the cases of the units where "
    "one works. Nothing is written. Lists are bounded; errors are problem documents (RFC 9457); what is out of "
    "reach is answered like what does not exist. Texts are Indonesian, or English with `Accept-Language: en`. "
    "Each answer says in `RateLimit-Remaining` how many questions are left in this window of ten minutes. "
    "Region names and codes: contributors of idn-area-data, Open Database License 1.0."
)
ROUTERS = {
    "services": services.router,
    "life-events": services.life_events,
    "verify": verification.router,
    "tracking": verification.tracking,
    "regions": regions.router,
    "me": me.router,
    "applications": cases.applications,
    "documents": documents.router,
    "work/cases": cases.work,
}


def build() -> NinjaAPI:
    """The API with its error handlers; its documents are pages of our own, without scripts."""
    api = NinjaAPI(
        title="Balai",
        version=version("balai"),
        description=DESCRIPTION,
        docs_url=None,
        urls_namespace="api_v1",
    )
    problems.handle_errors(api)
    for prefix, router in ROUTERS.items():
        api.add_router(f"/{prefix}", router, tags=[prefix.partition("/")[0]])
    return api


api = build()
