"""Templates of documents as versioned data; a document keeps the version that it was made from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.foundation.audit.api import history


@history(_("Templat"))
class Template(models.Model):
    """A kind of document that a pack brought, such as *Surat Keterangan Usaha*."""

    code = models.CharField(primary_key=True, max_length=60, db_collation="C")
    name = models.JSONField()  # {"id": …, "en": …}
    kind = models.CharField(max_length=40)
    classification = models.CharField(max_length=30, blank=True)
    code_prefix = models.CharField(max_length=6)
    valid_days = models.PositiveIntegerField(null=True)
    current = models.ForeignKey("TemplateVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


@history(_("Versi templat"))
class TemplateVersion(Row):
    """The Typst source and its declared facts. Rows are never changed."""

    template = models.ForeignKey(Template, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    source = models.TextField()
    body = models.JSONField(default=list)  # of a standard letter (body.py); empty for one that is all Typst
    facts = models.JSONField()  # [{"name": …, "label": {…}, "kind": text|date|nik|kk, "required": bool}]
    holder = models.CharField(max_length=40, blank=True)  # the fact that names the holder
    is_personal = models.BooleanField(default=True)
    digest = models.CharField(max_length=64)
    pack = models.CharField(max_length=80)
    provenance = models.CharField(max_length=240, blank=True)  # pack, version and origin, as letters say it

    class Meta:
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} v{self.number}"
