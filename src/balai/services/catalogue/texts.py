"""The texts of services that a regency may write in its own words."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from balai.core.ui.texts import Text, Words
from balai.core.ui.words import local
from balai.services.catalogue.models import Service

OWN = ("title", "summary", "who", "cost", "time", "places")


def service_texts() -> Iterator[Text]:
    """The rewritable texts of every open service that is asked for here; one query."""
    labels = (
        _("Nama"),
        _("Ringkasan"),
        _("Siapa yang dapat mengajukan"),
        _("Biaya"),
        _("Waktu"),
        _("Tempat"),
    )
    for service in Service.objects.filter(is_open=True).exclude(procedure_code="").order_by("code"):
        where = _("Layanan: {title}").format(title=local(service.title))
        for name, label in zip(OWN, labels, strict=True):
            yield Text(_key(service, name), where, label, _original(service, name))


def told(service: Service, name: str, own: Mapping[str, Words]) -> Words:
    """A text of a service as people read it: the regency's own words, else the pack's."""
    return {**_original(service, name), **own.get(_key(service, name), {})}


def _key(service: Service, name: str) -> str:
    return f"service:{service.code}:{name}"


def _original(service: Service, name: str) -> Words:
    found: Words = {"title": service.title, "summary": service.summary, **service.content_in_force}[name]
    return found
