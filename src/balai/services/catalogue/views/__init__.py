from balai.services.catalogue.views.browse import catalogue_page, service_detail, suggestions
from balai.services.catalogue.views.choosing import variant_page, variants_page

__all__ = ["catalogue_page", "service_detail", "suggestions", "variant_page", "variants_page"]
