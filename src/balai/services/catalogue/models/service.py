"""A service with its published standard (UU 25/2009 article 21; PermenPANRB 15/2014)."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Layanan"), without=["search", "vocabulary"])
class Service(Row):
    """One service of the catalogue; texts are ``{"id": …, "en": …}`` from a pack.

    ``provider_kinds`` names the kinds of unit that all give it (village letters); ``unit`` the only one.
    """

    code = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.JSONField()
    summary = models.JSONField()
    content = models.JSONField()  # who, cost, time, requirements, places, standard, legal: see schema.py
    provider_kinds = models.JSONField(default=list)
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, related_name="services")
    procedure_code = models.CharField(max_length=60)
    variant = models.CharField(
        max_length=40, blank=True
    )  # chosen by the regency; empty: the first of the pack
    form_code = models.CharField(max_length=60)
    code_prefix = models.CharField(max_length=6)
    life_events = models.ManyToManyField("catalogue.LifeEvent", related_name="services")
    popularity = models.PositiveSmallIntegerField(default=0)
    search = SearchVectorField(null=True)
    vocabulary = models.TextField(default="", blank=True)
    pack = models.CharField(max_length=41)
    pack_version = models.CharField(max_length=20)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["-popularity", "code"]
        indexes = [GinIndex(fields=["search"], name="service_search")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(unit=None) & ~Q(provider_kinds=[]))
                | (Q(unit__isnull=False) & Q(provider_kinds=[])),
                name="service_one_provider_rule",
            )
        ]

    def __str__(self) -> str:
        return self.code

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
        return {**self.content, **changes, "standard": standard}
