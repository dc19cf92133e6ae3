"""Issued documents, their signatures, their files and who holds copies."""

from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor, unit_ids_of
from balai.core.models import Row
from balai.foundation.audit.api import history, only_grows

READ_PERMISSIONS = ("documents.view", "documents.sign")


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents as an actor may see them."""

    def visible_to(self, actor: Actor) -> "DocumentQuerySet":
        """Own documents, and those of units that a reading role reaches."""
        return self if actor.is_system else self.filter(_scope(actor))

    def readable_by(self, actor: Actor) -> "DocumentQuerySet":
        """Those, and the ones of which a unit of the actor's holds a copy."""
        if actor.is_system:
            return self
        held = Copy.objects.filter(document_id=OuterRef("pk"), unit_id__in=copy_units(actor))
        return self.filter(_scope(actor) | Q(Exists(held)))


def copy_units(actor: Actor) -> set[UUID]:
    """The units whose copies the actor reads."""
    return unit_ids_of(actor.grants_with(READ_PERMISSIONS[0]))


def _scope(actor: Actor) -> Q:
    """What is confidential is seen by those who sign for its unit, not by whoever reads the documents of a region."""
    signing = unit_ids_of(actor.grants_with(READ_PERMISSIONS[1]))
    return _reach(actor) & (Q(is_confidential=False) | Q(unit_id__in=signing))


def _reach(actor: Actor) -> Q:
    scope = Q(owner_id=actor.user_id) if actor.user_id else Q(pk=None)
    for permission in READ_PERMISSIONS:
        for grant in actor.grants_with(permission):
            scope |= Q(unit_id__in=grant.unit_ids)
            if grant.region_prefix:
                prefix = grant.region_prefix
                scope |= Q(region_code=prefix) | Q(region_code__startswith=f"{prefix}.")
    return scope


@history(_("Dokumen"))
class Document(Row):
    """A document that was issued: its number, what it says, whether it is in force."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu tanda tangan")
        VALID = "valid", _("Berlaku")
        REVOKED = "revoked", _("Dicabut")
        REPLACED = "replaced", _("Diganti")

    class Proof(models.TextChoices):
        """How far the signatures can be proven, by the profiles of PAdES; empty: no authority of time was set."""

        BASIC = "B-B"
        STAMPED = "B-T"
        LASTING = "B-LTA"

    class Reason(models.TextChoices):
        WRONG_DATA = "salah_data", _("Ada data yang keliru")
        REQUEST = "permintaan", _("Atas permintaan pemegang")
        UNTRUE = "tidak_benar", _("Diterbitkan atas keterangan yang tidak benar")
        CHANGED = "keadaan_berubah", _("Keadaan yang diterangkan sudah berubah")
        REFUSED = "ditolak", _("Penanda tangan berikutnya menolak atau mengembalikan surat ini")
        OTHER = "lain", _("Alasan lain")

    code = models.CharField(max_length=32, unique=True, db_collation="C")
    template_version = models.ForeignKey("TemplateVersion", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    subject = models.CharField(max_length=240, blank=True)
    number = models.OneToOneField("IssuedNumber", models.PROTECT, related_name="document")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, db_collation="C")
    case_id = models.UUIDField(null=True)
    owner = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    holder_initials = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)  # identity numbers sealed
    is_confidential = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    proof = models.CharField(max_length=10, choices=Proof, blank=True)
    proof_until = models.DateTimeField(null=True)  # when the certificate of the last timestamp over it ends
    issued_at = models.DateTimeField()
    valid_from = models.DateField(null=True)  # None: from its issue on
    valid_until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, choices=Reason, blank=True)
    end_note = models.CharField(max_length=240, blank=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["unit", "-id"], name="document_unit"),
            models.Index(fields=["region_code", "-id"], name="document_region"),
            models.Index(fields=["owner", "-id"], name="document_owner"),
            models.Index(fields=["case_id"], name="document_case"),
            models.Index(
                fields=["id"],
                name="document_proof_waits",
                condition=Q(proof__in=["B-B", "B-T"], state="valid"),
            ),
            models.Index(
                fields=["proof_until", "id"],
                name="document_proof_ends",
                condition=Q(proof="B-LTA", state="valid"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "valid"], ended_at=None)
                | Q(state__in=["revoked", "replaced"], ended_at__isnull=False),
                name="document_end",
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | ~Q(end_reason=""), name="document_revoke_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="replaced", replaced_by__isnull=False)
                | (~Q(state="replaced") & Q(replaced_by=None)),
                name="document_replacement",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("id")), name="document_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.code


@history(_("Tanda tangan"), without=["inquired_at"])
class Signature(Row):
    """A signature block of a document; ``signed_at`` is empty until its officer signs."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="signatures")
    place = models.PositiveSmallIntegerField()
    post_title = models.CharField(max_length=160)
    signer_name = models.CharField(max_length=120)
    standing = models.CharField(max_length=10, default="definitif")
    basis = models.CharField(max_length=160, blank=True)  # of an acting officer or delegate
    user_id = models.UUIDField(null=True)
    unit_id = models.UUIDField()
    signed_at = models.DateTimeField(null=True)
    signer_kind = models.CharField(max_length=10, blank=True)
    is_trial = models.BooleanField(default=True)
    certificate_serial = models.CharField(max_length=64, blank=True)
    failure = models.CharField(max_length=240, blank=True)
    is_outside = models.BooleanField(
        default=False
    )  # of somebody without an account, for whom ``unit`` keeps it
    certificate = models.JSONField(default=dict)  # an outside signer's: holder, subject, issuer, until, root
    asked_at = models.DateTimeField(
        null=True
    )  # when an outside signer (BSrE) was asked, until it has answered
    inquired_at = models.DateTimeField(null=True)  # when the issuer of an outside certificate was asked last

    class Meta:
        ordering = ["document", "place"]
        indexes = [models.Index(fields=["id"], name="signature_outside", condition=Q(signer_kind="outside"))]
        constraints = [models.UniqueConstraint(fields=["document", "place"], name="signature_place_once")]

    def __str__(self) -> str:
        return f"{self.signer_name} {self.signed_at or ''}".strip()


@history(_("Berkas dokumen"))
class DocumentFile(Row):
    """A state of the document's PDF: each signature adds one; what was once issued stays recognisable.

    ``adds_proof``: it says the same as the one before it, with more proof of its signatures.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    revision = models.PositiveSmallIntegerField()
    path = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    adds_proof = models.BooleanField(default=False)

    class Meta:
        ordering = ["document", "-revision"]
        constraints = [models.UniqueConstraint(fields=["document", "revision"], name="file_revision_once")]

    def __str__(self) -> str:
        return self.path


@only_grows
class Copy(Row):
    """A unit that reads the document besides those whose it is; never what it was made from."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="copies")
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit", "-id"], name="document_copy_unit")]
        constraints = [models.UniqueConstraint(fields=["document", "unit"], name="document_copy_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.unit_id}"
