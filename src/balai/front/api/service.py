"""The API of the house: one ``NinjaAPI`` with its groups of addresses."""

from importlib.metadata import version

from ninja import NinjaAPI

from balai.front.api import problems
from balai.front.api.endpoints import regions

DESCRIPTION = (
    "Reads of public information and of one's own cases. Lists are bounded; errors are problem documents "
    "(RFC 9457); what is out of reach is answered like what does not exist. Region names and codes: "
    "contributors of idn-area-data, Open Database License 1.0."
)


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
    api.add_router("/regions", regions.router, tags=["regions"])
    return api


api = build()
