"""A service with its published standard (UU 25/2009 article 21; PermenPANRB 15/2014)."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.models import Row
from balai.foundation.accounts.api import within
from balai.foundation.audit.api import history

EDIT = "catalogue.manage"  # for the services of one's own agency
MANAGE = "packs.manage"  # for all services of the regency


class ServiceQuerySet(models.QuerySet["Service"]):
    """Services as an actor may change them; everybody may read them."""

    def edited_by(self, actor: Actor) -> Self:
        """All for the regency's administrator, else those of agencies that a role with ``catalogue.manage`` reaches."""
        if actor.is_system or actor.grants_with(MANAGE):
            return self
        return self.filter(within(actor, EDIT))


@history(_("Layanan"), without=["search", "vocabulary"])
class Service(Row):
    """One service of the catalogue; texts are ``{"id": …, "en": …}`` from a pack.

    Without procedure, form and prefix people are told of it and come for it, but do not ask for it here: its agency
    keeps a system of its own. ``provider_kinds`` names the kinds of unit that all give it (village letters); ``unit``
    the only one.
    """

    code = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.JSONField()
    summary = models.JSONField()
    content = models.JSONField()  # who, cost, time, requirements, places, standard, legal: see schema.py
    provider_kinds = models.JSONField(default=list)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, related_name="services")
    procedure_code = models.CharField(max_length=60, blank=True)
    variant = models.CharField(
        max_length=40, blank=True
    )  # chosen by the regency; empty: the first of the pack
    form_code = models.CharField(max_length=60, blank=True)
    code_prefix = models.CharField(max_length=6, blank=True)
    life_events = models.ManyToManyField("catalogue.LifeEvent", related_name="services")
    popularity = models.PositiveSmallIntegerField(default=0)
    search = SearchVectorField(null=True)
    vocabulary = models.TextField(default="", blank=True)
    pack = models.CharField(max_length=41)
    pack_version = models.CharField(max_length=20)
    is_open = models.BooleanField(default=True)

    objects: ClassVar[ServiceQuerySet] = ServiceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-popularity", "code"]
        indexes = [GinIndex(fields=["search"], name="service_search")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(unit=None) & ~Q(provider_kinds=[]))
                | (Q(unit__isnull=False) & Q(provider_kinds=[])),
                name="service_one_provider_rule",
            ),
            models.CheckConstraint(
                condition=Q(procedure_code="", form_code="", code_prefix="")
                | ~(Q(procedure_code="") | Q(form_code="") | Q(code_prefix="")),
                name="service_asked_for_wholly_or_not",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_applied_for(self) -> bool:
        """True when one asks for it here; else its agency keeps a system of its own."""
        return bool(self.procedure_code)

    @property
    def variants(self) -> list[dict[str, Any]]:
        """The ways to give the service, as the pack describes them; none for most services."""
        return list(self.content.get("variants", []))

    @property
    def chosen(self) -> dict[str, Any]:
        """The variant in force; empty for a service without variants."""
        known = {variant["code"]: variant for variant in self.variants}
        return known.get(self.variant) or next(iter(self.variants), {})

    @property
    def procedure_in_force(self) -> str:
        """The procedure that a new case gets."""
        return str(self.chosen.get("procedure", self.procedure_code))

    @property
    def content_in_force(self) -> dict[str, Any]:
        """The texts of the page, with what the chosen variant says differently."""
        changes = self.chosen.get("changes", {})
        standard = {**self.content["standard"], **changes.get("standard", {})}
        return {**self._blanks(standard), **self.content, **changes, "standard": standard}

    def _blanks(self, standard: dict[str, Any]) -> dict[str, Any]:
        """What an informed service may leave open, and what it says in its standard only."""
        facts = {"cost": standard.get("biaya", {}), "time": standard.get("jangka_waktu", {})}
        return {"who": {}, "places": {}, "requirements": [], **facts}
