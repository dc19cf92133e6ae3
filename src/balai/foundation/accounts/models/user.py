"""People who sign in, and what is known of them."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row
from balai.core.secret import SecretField
from balai.foundation.audit.api import history


@history(_("Akun"), without=["password", "last_login"])
class User(Row, AbstractBaseUser):
    """One account for everything. Rights come from role grants, never from flags on the account.

    ``username`` and ``email`` are lower case, ``phone`` is in the form +62…; each of them signs in.
    """

    class Identity(models.IntegerChoices):
        DECLARED = 0, "Pernyataan sendiri"
        CHECKED = 1, "Diperiksa di loket"

    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(null=True, blank=True, unique=True)
    phone = models.CharField(max_length=20, null=True, blank=True, unique=True)  # noqa: DJ001
    full_name = models.CharField(max_length=120)
    nik = SecretField(purpose="nik", null=True, blank=True, unique=True)
    identity_level = models.PositiveSmallIntegerField(choices=Identity, default=Identity.DECLARED)
    consented_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=2, default="id")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    objects: ClassVar = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return self.full_name


@history(_("Data diri"))
class Profile(models.Model):
    """Civil facts of a person, asked once and used for prefill and letters."""

    class Sex(models.TextChoices):
        MALE = "L", _("Laki-laki")
        FEMALE = "P", _("Perempuan")

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="profile")
    family_card = SecretField(purpose="kk", blank=True, default="")
    birth_place = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True, choices=Sex)
    religion = models.CharField(max_length=40, blank=True)
    marital = models.CharField(max_length=20, blank=True)
    occupation = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.user_id)
