from balai.services.catalogue.views.browse import catalogue_page, service_detail, suggestions

__all__ = ["catalogue_page", "service_detail", "suggestions"]
