from balai.services.catalogue.views.browse import (
    agency_detail,
    catalogue_page,
    service_detail,
    suggestions,
)
from balai.services.catalogue.views.choosing import variant_page, variants_page
from balai.services.catalogue.views.completing import completeness_page, services_page
from balai.services.catalogue.views.editing import (
    begin_piece,
    discard,
    edit_page,
    export,
    new_service,
    preview,
    section_page,
)

__all__ = [
    "agency_detail",
    "begin_piece",
    "catalogue_page",
    "completeness_page",
    "discard",
    "edit_page",
    "export",
    "new_service",
    "preview",
    "section_page",
    "service_detail",
    "services_page",
    "suggestions",
    "variant_page",
    "variants_page",
]
