"""Cases of the demo: invented applications at every stage, made through the same doors as real ones."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from balai.core.actor import SYSTEM, Actor
from balai.foundation.accounts.api import actor_for, person
from balai.foundation.cases.api import ActInput, act, cases_of_applicant
from balai.foundation.forms.api import Holder, receive_attachment, save_draft, start_draft
from balai.foundation.organizations.api import village_unit
from balai.services.applications.api import begin_application, submit
from balai.services.catalogue.api import choose_variant, service_page

SERVICE, HARDSHIP = "surat-keterangan-usaha", "surat-keterangan-tidak-mampu"
RETURNED = "Foto tempat usaha belum terlihat jelas. Mohon unggah foto tampak depan."


@dataclass(frozen=True)
class Story:
    """One application: who asks, with which answers and picture, and which actions follow with their reasons."""

    citizen: str
    service: str
    answers: dict[str, Any]
    picture: tuple[str, str]  # the field, and what is drawn
    steps: tuple[tuple[str, str], ...] = field(default=())


def _business(citizen: str, name: str, kind: str, purpose: str, *steps: tuple[str, str]) -> Story:
    answers = {
        "nama_usaha": name,
        "jenis_usaha": kind,
        "usaha_di_rumah": "rumah",
        "sejak": "03/2019",
        "tenaga_kerja": "2",
        "keperluan": purpose,
        "pernyataan": "1",
    }
    return Story(citizen, SERVICE, answers, ("foto_usaha", name), steps)


def _hardship(citizen: str, child: str, school: str, *steps: tuple[str, str]) -> Story:
    answers = {
        "untuk": "anak",
        "penerima": child,
        "nik_penerima": "3510240107129999",  # a serial number that no office gives out
        "tempat_lahir_penerima": "Banyuwangi",
        "tanggal_lahir_penerima": "2012-07-01",
        "tanggungan": "5",
        "penghasilan": "1.200.000",
        "rumah": "menumpang",
        "bantuan": "pkh",
        "keperluan": "pendidikan",
        "lembaga": school,
        "pernyataan": "1",
    }
    return Story(citizen, HARDSHIP, answers, ("foto_rumah", "Rumah keluarga"), steps)


STORIES = (
    _business(
        "warga", "Ternak Kambing Krajan", "peternakan", "bantuan", ("teruskan", ""), ("tanda-tangani", "")
    ),
    _business("warga", "Keripik Pisang Ijen", "kuliner", "kur", ("teruskan", "")),
    _business("warga", "Homestay Kaki Ijen", "wisata", "kredit", ("kembalikan", RETURNED)),
    _business("warga", "Warung Bu Siti", "dagang", "kur"),
    _business("warga2", "Bengkel Pak Budi", "jasa", "kredit"),
    _hardship("warga", "Rizki Ramadhan (fiktif)", "SMP Contoh", ("teruskan", "")),
)
# asked for while the sub-district head countersigns: signed by the village, it waits for the second signature
COUNTERSIGNED = _hardship(
    "warga", "Nabila Zahra (fiktif)", "SMA Contoh", ("teruskan", ""), ("tanda-tangani", "")
)
DECISION = "Keputusan contoh untuk demo"


def load(regency_code: str) -> int:
    """Add the stories unless the first citizen has cases already. Returns how many were added."""
    if cases_of_applicant(actor_named("warga")):
        return 0
    with transaction.atomic():
        for story in STORIES:
            tell(story)
        _tell_countersigned()
    return len(STORIES) + 1


def _tell_countersigned() -> None:
    """One letter with two signatures; new ones end in the village again, as the pack proposes."""
    choose_variant(SYSTEM, HARDSHIP, "camat", DECISION)
    tell(COUNTERSIGNED)
    choose_variant(SYSTEM, HARDSHIP, "desa", DECISION)


def tell(story: Story) -> None:
    """Let one application happen, from the draft to its last step."""
    holder, draft_id = begin(story)
    case = submit(holder, draft_id)
    for action, reason in story.steps:
        role = "kepala_desa" if action == "tanda-tangani" else "operator_desa"
        act(officer_with(role, case.unit_id), case.id, action, ActInput(reason=reason))


def begin(story: Story) -> tuple[Holder, UUID]:
    """The application filled in and not yet sent: whose it is, and its draft."""
    holder = Holder(actor_named(story.citizen))
    village = village_unit(person(holder.actor.user_id).region_code)  # type: ignore[arg-type]
    draft = begin_application(holder, service_page(story.service), village)
    save_draft(holder, draft.id, "keperluan", story.answers, draft.version)
    name, drawn = story.picture
    receive_attachment(holder, draft.id, name, photo(drawn))
    return holder, draft.id


def filled(holder: Holder, form: tuple[str, str], answers: dict[str, str], picture: tuple[str, str]) -> UUID:
    """A draft of a form (its code and purpose) of one step, filled in, with a drawing in a field of files."""
    draft = start_draft(holder, *form)
    save_draft(holder, draft.id, draft.step, answers, draft.version)
    receive_attachment(holder, draft.id, picture[0], photo(picture[1]))
    return draft.id


def advance(actor: Actor, case_id: UUID | None, *steps: tuple[str, dict[str, str]]) -> None:
    """Take these actions of a case, each with its answers."""
    assert case_id is not None
    for action, data in steps:
        act(actor, case_id, action, ActInput(data=data))


def photo(words: str) -> SimpleUploadedFile:
    """A drawing that nobody mistakes for a photograph."""
    picture = Image.new("RGB", (960, 640), "#dfe7d4")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((240, 220, 720, 560), fill="#c98b4e")
    pen.polygon(((200, 220), (480, 80), (760, 220)), fill="#8a3b2a")
    pen.text((380, 590), f"{words} (gambar contoh)", fill="#333333")
    content = BytesIO()
    picture.save(content, "JPEG", quality=80)
    return SimpleUploadedFile("foto.jpg", content.getvalue(), "image/jpeg")


def actor_named(username: str) -> Actor:
    return actor_for(apps.get_model("accounts.User").objects.get(username=username))


def officer_with(role: str, unit_id: UUID) -> Actor:
    grants = apps.get_model("accounts.RoleGrant").objects.filter(
        role_id=role, unit_id=unit_id, user__is_demo=True
    )
    return actor_for(grants.select_related("user")[0].user, second_factor=True)
