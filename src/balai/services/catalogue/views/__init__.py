from balai.services.catalogue.views.browse import catalogue_page, service_detail, suggestions
from balai.services.catalogue.views.choosing import variant_page, variants_page
from balai.services.catalogue.views.editing import (
    begin_piece,
    discard,
    edit_page,
    export,
    new_service,
    preview,
    section_page,
    services_page,
)

__all__ = [
    "begin_piece",
    "catalogue_page",
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
