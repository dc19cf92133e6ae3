"""Cases of the demo: invented applications at every stage, made through the same doors as real ones."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from balai.core.actor import Actor
from balai.foundation.accounts.api import actor_for, person
from balai.foundation.cases.api import ActInput, act, cases_of_applicant
from balai.foundation.forms.api import Holder, receive_attachment, save_draft
from balai.foundation.organizations.api import village_unit
from balai.services.applications.api import begin_application, submit
from balai.services.catalogue.api import service_page

SERVICE = "surat-keterangan-usaha"
RETURNED = "Foto tempat usaha belum terlihat jelas. Mohon unggah foto tampak depan."


@dataclass(frozen=True)
class Story:
    """One application: who asks, for which business, and which actions follow with their reasons."""

    citizen: str
    business: str
    kind: str
    purpose: str
    steps: tuple[tuple[str, str], ...] = field(default=())


STORIES = (
    Story(
        "warga", "Ternak Kambing Krajan", "peternakan", "bantuan", (("teruskan", ""), ("tanda-tangani", ""))
    ),
    Story("warga", "Keripik Pisang Ijen", "kuliner", "kur", (("teruskan", ""),)),
    Story("warga", "Homestay Kaki Ijen", "wisata", "kredit", (("kembalikan", RETURNED),)),
    Story("warga", "Warung Bu Siti", "dagang", "kur"),
    Story("warga2", "Bengkel Pak Budi", "jasa", "kredit"),
)


def load(regency_code: str) -> int:
    """Add the stories unless the first citizen has cases already. Returns how many were added."""
    if cases_of_applicant(_actor("warga")):
        return 0
    with transaction.atomic():
        for story in STORIES:
            _tell(story)
    return len(STORIES)


def _tell(story: Story) -> None:
    holder = Holder(_actor(story.citizen))
    village = village_unit(person(holder.actor.user_id).region_code)  # type: ignore[arg-type]
    draft = begin_application(holder, service_page(SERVICE), village)
    save_draft(holder, draft.id, "keperluan", _answers(story), draft.version)
    receive_attachment(holder, draft.id, "foto_usaha", _photo(story.business))
    case = submit(holder, draft.id)
    for action, reason in story.steps:
        role = "kepala_desa" if action == "tanda-tangani" else "operator_desa"
        act(_officer(role, village.id), case.id, action, ActInput(reason=reason))


def _answers(story: Story) -> dict[str, Any]:
    return {
        "nama_usaha": story.business,
        "jenis_usaha": story.kind,
        "usaha_di_rumah": "rumah",
        "sejak": "03/2019",
        "tenaga_kerja": "2",
        "keperluan": story.purpose,
        "pernyataan": "1",
    }


def _photo(business: str) -> SimpleUploadedFile:
    """A drawing that nobody mistakes for a photograph."""
    picture = Image.new("RGB", (960, 640), "#dfe7d4")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((240, 220, 720, 560), fill="#c98b4e")
    pen.polygon(((200, 220), (480, 80), (760, 220)), fill="#8a3b2a")
    pen.text((380, 590), f"{business} (gambar contoh)", fill="#333333")
    content = BytesIO()
    picture.save(content, "JPEG", quality=80)
    return SimpleUploadedFile("tempat-usaha.jpg", content.getvalue(), "image/jpeg")


def _actor(username: str) -> Actor:
    return actor_for(apps.get_model("accounts.User").objects.get(username=username))


def _officer(role: str, unit_id: UUID) -> Actor:
    grants = apps.get_model("accounts.RoleGrant").objects.filter(
        role_id=role, unit_id=unit_id, user__is_demo=True
    )
    return actor_for(grants.select_related("user")[0].user, second_factor=True)
