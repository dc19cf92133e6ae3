"""A small living Banyuwangi for the tests of the whole house: real places, packs, the cast, two matters.

Everybody in it is invented.
"""

import io
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from balai.core.actor import SYSTEM, VISITOR
from balai.core.ui.arms import check_arms
from balai.foundation.accounts.demo import create_demo_people
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of, sign_in
from balai.foundation.audit import api as audit
from balai.foundation.audit.models import Event, Head
from balai.foundation.cases.api import ActInput, act
from balai.foundation.cases.models import Task
from balai.foundation.documents.actions import keep_letterhead
from balai.foundation.documents.actions.keep_letterhead import LetterheadFacts
from balai.foundation.documents.api import documents_of_case
from balai.foundation.documents.models import Document
from balai.foundation.forms.models import Attachment, Upload
from balai.foundation.notices.models import Delivery, Notice
from balai.foundation.notices.unsubscribe import unsubscribe_address
from balai.foundation.organizations import api as organizations
from balai.foundation.organizations.models import Closure, Holding, Holiday
from balai.foundation.packs import api as packs
from balai.foundation.packs.actions.bring_pack import bring_pack
from balai.foundation.packs.actions.check_arrival import check_arrival
from balai.foundation.packs.archive import as_zip
from balai.foundation.packs.models import Adopter, Adoption, Publisher
from balai.foundation.presentation.actions.keep_look import LookFacts, back_to_pack, publish_draft, save_draft
from balai.foundation.presentation.actions.keep_texts import put_text
from balai.foundation.regions.testing import plant_regency
from balai.foundation.tokens.api import NewToken, create_token
from balai.services.appointments.access import get_opening
from balai.services.appointments.api import Wish, book
from balai.services.appointments.slots import days_of, slots_of
from balai.services.licences.actions.note_visit import FindingDraft, add_finding
from balai.services.licences.api import LicenceDraft, record_licence
from balai.services.licences.models import Visit
from balai.services.lifeevents.actions.keep_journey import keep_journey
from balai.services.payments.actions.settle import Received, settle
from balai.services.payments.api import BillDraft, BillItem, raise_bill
from balai.services.queues.actions.keep.announce import NewAnnouncement, announce
from balai.services.queues.actions.keep.place import DayFacts, put_day
from balai.services.queues.api import TakeNumber, make_kiosk, take
from balai.services.queues.api import Wish as NumberWish
from balai.services.queues.hours import today, zone
from balai.services.queues.models import Place, PlaceDay
from balai.territory.adoption.actions.begin_plan import Origin, begin_plan
from balai.territory.adoption.actions.keep_steps import StepFacts, put_step
from balai.territory.adoption.snapshots import read_entry
from balai.territory.agreements.api import (
    AgreementDraft,
    DutyDraft,
    PartyDraft,
    Said,
    add_duty,
    add_party,
    begin_agreement,
    invite,
    own_voice,
    remark,
    write_text,
)
from balai.territory.agreements.models import Invitation
from balai.territory.visits.access import draft_token, follow_token
from balai.territory.visits.actions.draft import begin_draft
from balai.territory.visits.api import (
    Contact,
    SessionDraft,
    VisitRequest,
    ask_host,
    put_session,
    request_visit,
)
from balai.territory.visits.models import Question
from tests.paper import BUSINESS, FORM_ID, OPENS_A_STALL, PURPOSE, SERVICE, SUMBERBERAS, TAMANSARI, fill

SHIELD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><path d="M0 0h4v5H0z"/></svg>'
ROOT = Path(__file__).resolve().parents[1]
REGENCY = "35.10"
PACKS = (
    *(
        "dasar",
        "surat-desa",
        "penerimaan",
        "perizinan",
        "layanan-kabupaten",
        "pelindungan-data",
        "banyuwangi",
    ),
    "peristiwa-hidup",
    "mal-pelayanan",
    "suara-contoh",
    "kunjungan",
    "indeks-inovasi",
    "inovasi",
    "kerja-sama",
)
# role of the access table: account of the demo
CAST = {
    "owner": "warga",
    "citizen": "warga2",
    "operator": "operator.tamansari",
    "outsider": "operator.sumberberas",
    "clerk": "verifikator.dukcapil",
    "head": "kades.tamansari",
    "camat": "camat.licin",
    "supervisor": "inspektorat",
    "admin": "admin",
}


@dataclass
class World:
    """Who and what there is, by the names that the access table uses."""

    people: dict[str, User] = field(default_factory=dict)
    case_id: UUID | None = None  # waits for the operator
    task_id: UUID | None = None  # its open task
    draft_id: UUID | None = None  # begun by the owner
    draft_step: str = ""
    attachment_id: UUID | None = None
    upload_id: UUID | None = None  # on its way into the draft
    document_id: UUID | None = None  # issued at the end of another case
    document_code: str = ""
    number_id: UUID | None = None  # its number
    series_id: UUID | None = None  # the series that gave it
    letterhead_id: UUID | None = None  # Tamansari's of before; a draft lies beside it
    grant_id: UUID | None = None  # the operator's role
    unit_id: UUID | None = None  # Tamansari
    post_id: UUID | None = None  # its head
    holding_id: UUID | None = None  # who holds it
    holiday: date | None = None
    notice_id: UUID | None = None  # the owner's receipt
    delivery_id: UUID | None = None  # the mail of it, refused for good
    mail_token: str = ""  # in the owner's optional mails
    closure: date | None = None  # on which Tamansari is closed
    booking_id: UUID | None = None  # the owner comes to Dukcapil
    visit_code: str = ""  # of a number at the district office of Licin, which is open today
    token_id: UUID | None = None  # the owner's, for a program
    event_id: UUID | None = None  # of the case
    head_id: UUID | None = None  # signed head of the audit chain
    arrival_id: UUID | None = None  # a pack that was brought and checked
    release_id: UUID | None = None  # the village letters, published
    release_version: str = ""
    publisher_id: UUID | None = None  # whose catalogue is followed
    adopter_id: UUID | None = None  # who runs the village letters
    bill_id: UUID | None = None  # the owner has to pay it at the licensing agency
    payment_id: UUID | None = None  # of an earlier bill, more than was owed
    note_id: UUID | None = None  # what is owed back of it
    journey_id: UUID | None = None  # the owner opens a business
    licence_id: UUID | None = None  # the owner's, of the licensing agency
    visit_id: UUID | None = None  # to it
    finding_id: UUID | None = None  # of the visit, still open
    counter_id: UUID | None = None  # at the office of Tamansari; nobody sits there
    announcement_id: UUID | None = None  # on its displays
    kiosk: str = ""  # in its hall
    agreement_id: UUID | None = None  # a confidential draft of the cooperation office
    agreement_code: str = ""
    party_id: UUID | None = None  # its other side, with a link, a remark and a duty
    invitation_id: UUID | None = None
    remark_id: UUID | None = None
    duty_id: UUID | None = None
    delegation_id: UUID | None = None  # asks to come; Tamansari is asked to receive it
    session_id: UUID | None = None  # of its programme
    host_id: UUID | None = None  # Tamansari, not answered yet
    question_id: UUID | None = None  # of its unit
    visiting_unit_id: UUID | None = None
    visit_token: str = ""  # in the mail to its contact
    visit_draft: str = ""  # of another request that is being written
    plan_id: UUID | None = None  # to adopt an innovation; a step of it is the clerk's
    look_id: UUID | None = None  # a look that is not shown any more; a draft lies beside it


def build() -> World:
    """Plant the places, install the packs, call the cast, and let two letters be asked for."""
    plant_regency(REGENCY)
    organizations.set_up_units(SYSTEM, REGENCY)
    for name in PACKS:
        packs.install(ROOT / "packs" / name)
    create_demo_people(REGENCY)
    people = {user.username: user for user in User.objects.filter(is_demo=True)}
    world = World({role: people[name] for role, name in CAST.items()})
    know_the_offices(world)
    issue_a_letter(world)
    world.case_id = ask_for_a_letter(world)
    world.task_id = Task.objects.unscoped().get(case_id=world.case_id, closed_at=None).pk
    world.attachment_id = Attachment.objects.get(subject_id=world.case_id).pk
    begin_a_draft(world)
    dress_the_house(world)
    leave_a_dead_letter(world)
    bring_a_pack(world)
    publish_a_pack(world)
    program = NewToken("Situs desa", ("applications",), 30)
    world.token_id = create_token(actor_of(world.people["owner"]), program).card.id
    bill_the_owner(world)
    permit_the_owner(world)
    make_an_appointment(world)
    take_a_number(world)
    begin_a_journey(world)
    open_a_queue(world)
    prepare_an_agreement(world)
    expect_guests(world)
    adopt_something(world)
    seal_the_trail(world)
    return world


def prepare_an_agreement(world: World) -> None:
    """Nobody of the cast has a part in it."""
    keeper = actor_of(User.objects.get(username="kerjasama"))
    office = organizations.unit_by_code(f"{REGENCY}/kerja-sama")
    draft = AgreementDraft(
        "kesepakatan-bersama", office.id, "Rancangan rahasia", "Pelayanan", is_confidential=True
    )
    card = begin_agreement(keeper, draft)
    world.agreement_id, world.agreement_code = card.id, card.code
    party = add_party(keeper, card.id, PartyDraft("region", "Kabupaten lain", region_code=REGENCY))
    world.party_id = party.pk
    invite(keeper, party.pk, "Kepala bagian", 30)
    world.invitation_id = Invitation.objects.get().pk
    voice = own_voice(keeper, card.id)
    text = write_text(voice, "## Pasal 1\nRahasia", 0)
    world.remark_id = remark(voice, Said(text.clauses[0]["key"], "Masih dibahas")).pk
    world.duty_id = add_duty(keeper, card.id, DutyDraft(party.pk, "Menyusun", date(2030, 1, 2))).pk


def expect_guests(world: World) -> None:
    """Somebody asks to come; the office of Tamansari is asked to receive them next Monday; a question is there."""
    day = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    contact = Contact("Sekretaris Contoh (fiktif)", "tamu@contoh.invalid")
    visit = request_visit(
        VISITOR,
        VisitRequest(
            "",
            "Universitas Contoh",
            "Rektor",
            "Belajar Smart Kampung",
            [],
            ["Biro Umum"],
            12,
            day,
            day,
            contact,
        ),
    )
    starts = datetime.combine(day, time(9), tzinfo=zone())
    draft = SessionDraft("desa-tamansari", starts, starts + timedelta(hours=2), "Smart Kampung", 12)
    session = put_session(SYSTEM, visit.pk, draft)
    world.delegation_id, world.session_id = visit.pk, session.pk
    world.host_id = ask_host(SYSTEM, session.pk, organizations.village_unit(TAMANSARI).id, None, "").pk
    world.visiting_unit_id = visit.units.get().pk
    asked = Question(
        key="pertanyaan-1", session=session, unit_id=world.visiting_unit_id, text="Berapa biayanya?"
    )
    asked.save()
    world.question_id, world.visit_token = asked.pk, follow_token(visit)
    world.visit_draft = draft_token(begin_draft({"asal": ""}))


def make_an_appointment(world: World) -> None:
    """The owner comes to Dukcapil at the first free time."""
    opening = get_opening("ktp-dukcapil")
    day = next(day for day in days_of(opening) if day.free)
    moment = slots_of(opening, day.date)[-1].starts_at
    world.booking_id = book(actor_of(world.people["owner"]), Wish(opening.code, moment)).id


def take_a_number(world: World) -> None:
    """Somebody waits at the district office, which serves all day; taken at noon, when every rule allows it."""
    place = Place.objects.get(code="licin")
    PlaceDay.objects.create(place=place, date=today(), periods=[["00:00", "23:59"]], name="Malam pelayanan")
    noon = timezone.localtime(timezone=zone()).replace(hour=12, minute=0)
    with time_machine.travel(noon):
        world.visit_code = take(SYSTEM, TakeNumber("licin", [NumberWish("A")], "kiosk")).code


def adopt_something(world: World) -> None:
    """A plan with a need and an indicator, and a step that the clerk's agency carries out."""
    title, need, evidence = (
        {"title": "Perahu layanan"},
        {"kind": "cost", "text": "Solar"},
        {"indicator": "Warga"},
    )
    entry = read_entry({"code": "perahu", **title, "needs": [need], "evidence": [evidence]})
    world.plan_id = begin_plan(SYSTEM, entry, Origin("own")).pk
    office = organizations.unit_by_code("35.10/dukcapil").id
    put_step(SYSTEM, world.plan_id, StepFacts("Sewa perahu", office, date(2026, 12, 1), Decimal(0)))


def begin_a_journey(world: World) -> None:
    """The owner keeps the list of what a business needs."""
    world.journey_id = keep_journey(actor_of(world.people["owner"]), "usaha", OPENS_A_STALL)


def open_a_queue(world: World) -> None:
    """The office of Tamansari has a counter, an announcement, a kiosk and a closing day."""
    place = Place.objects.get(code="tamansari")
    world.counter_id = place.counters.get(number="1").pk
    head = actor_of(world.people["head"])
    new = NewAnnouncement(
        "info", {"id": "Loket dua buka pukul 10", "en": "Counter two opens at 10"}, timezone.now()
    )
    world.announcement_id = announce(head, place.code, new)
    world.kiosk = make_kiosk(head, place.code, prints=False)
    put_day(
        actor_of(world.people["admin"]),
        place.code,
        DayFacts(world.closure, [], "Bersih desa", "Kep. Kades 4/2026"),
    )


def seal_the_trail(world: World) -> None:
    """An event of the case, and the signed head over everything so far."""
    world.event_id = Event.objects.filter(subject_id=world.case_id).values_list("id", flat=True).first()
    audit.signed_head()
    world.head_id = Head.objects.get().pk


def know_the_offices(world: World) -> None:
    """Tamansari, its head, the operator's role, a holiday."""
    world.grant_id = world.people["operator"].grants.get().pk
    world.unit_id = organizations.village_unit(TAMANSARI).id
    held = Holding.objects.get(post__unit_id=world.unit_id, post__is_head=True)
    world.holding_id, world.post_id = held.pk, held.post_id
    world.closure = date(2026, 8, 18)
    Closure.objects.create(
        unit_id=world.unit_id, date=world.closure, name="Bersih desa", source="Kep. Kades 4/2026"
    )
    world.holiday = Holiday.objects.values_list("date", flat=True).first()


def dress_the_house(world: World) -> None:
    """A look and a letterhead that were taken back, a draft of each, a text in own words."""
    admin, arms = actor_of(world.people["admin"]), check_arms(SHIELD)
    save_draft(admin, LookFacts("Banyuwangi Maju", "BM", {}))
    world.look_id = publish_draft(admin)
    back_to_pack(admin)
    save_draft(admin, LookFacts("Kabupaten Banyuwangi", "BWI", {}, arms))
    put_text(admin, "portal.example", {"id": "misalnya: buka warung"})
    words = LetterheadFacts((), "Desa Wisata Tamansari", "", "")
    keep_letterhead.save_draft(admin, world.unit_id, words)
    world.letterhead_id = keep_letterhead.put_in_force(admin, world.unit_id)
    keep_letterhead.back_to_data(admin, world.unit_id)
    keep_letterhead.save_draft(admin, world.unit_id, words)


def bring_a_pack(world: World) -> None:
    """The village letters once more with another picture, compared with what stands here."""
    folder = ROOT / "packs" / "surat-desa"
    files = {
        str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()
    }
    files["life_events.yaml"] = files["life_events.yaml"].replace(b"hand-heart", b"heart")
    world.arrival_id = bring_pack(actor_of(world.people["admin"]), "surat-desa.zip", as_zip(files))
    check_arrival(world.arrival_id)


def publish_a_pack(world: World) -> None:
    """The village letters are published and run elsewhere; another regency's catalogue is followed."""
    release = packs.publish_pack(SYSTEM, packs.Publication("surat-desa"))
    world.release_id, world.release_version = release.id, release.version
    known = {"key": "A" * 43 + "=", "region_code": "35.10"}
    followed = Publisher.objects.create(
        address="https://balai.example", state="followed", confirmed_at=timezone.now(), **known
    )
    world.publisher_id = followed.pk
    adopter = Adopter.objects.create(**known)
    facts = {"version": release.version, "installed_on": date(2026, 3, 2), "told_at": timezone.now()}
    Adoption.objects.create(adopter=adopter, pack="surat-desa", **facts)
    world.adopter_id = adopter.pk


def bill_the_owner(world: World) -> None:
    """One bill that was paid with too much, and one that waits."""
    owner, agency = world.people["owner"], organizations.unit_by_code(f"{REGENCY}/dpmptsp")
    hall = BillDraft(
        agency.id, "pemakaian-balai", [BillItem("siang")], "Pemakaian balai", owner.full_name, owner.pk
    )
    first = raise_bill(SYSTEM, hall)
    told = Received("va", f"BNK-{owner.username}", first.total + 5000, timezone.now(), first.id)
    payment, _is_new = settle(SYSTEM, told)
    world.payment_id, world.note_id = payment.pk, payment.refund.pk
    world.bill_id = raise_bill(SYSTEM, hall).id


def permit_the_owner(world: World) -> None:
    """A licence of an old register that was visited, with a finding."""
    owner, agency = world.people["owner"], organizations.unit_by_code(f"{REGENCY}/dpmptsp")
    began = timezone.localdate() - timedelta(days=30)
    draft = LicenceDraft(
        agency.id, "izin-oss", "503/1/2026", owner.full_name, "Penginapan", began, holder_id=owner.pk,
        point=(Decimal("-8.19"), Decimal("114.26")),
    )  # fmt: skip
    world.licence_id = record_licence(SYSTEM, draft).id
    visit = Visit.objects.create(
        licence_id=world.licence_id, visited_on=timezone.localdate(), officer_name="Hendra Gunawan",
        form_code="kunjungan-izin", form_version=1, values={"catatan": "Papan nama rusak"},
    )  # fmt: skip
    world.visit_id = visit.pk
    world.finding_id = add_finding(
        SYSTEM, visit.pk, FindingDraft("Papan nama rusak", "minor", timezone.localdate())
    ).pk


def photograph() -> SimpleUploadedFile:
    """A small picture of a shop."""
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), "#2b4fa2").save(picture, "JPEG")
    return SimpleUploadedFile("warung.jpg", picture.getvalue(), "image/jpeg")


def ask_for_a_letter(world: World, business: str = BUSINESS["nama_usaha"], village: str = TAMANSARI) -> UUID:
    """The owner asks for the letter, as with a browser without JavaScript; the new case."""
    client = sign_in(Client(), world.people["owner"])
    begun = client.post(f"/layanan/{SERVICE}/ajukan/", {"desa": village})
    second = fill(client, begun["Location"], FORM_ID)
    third = fill(client, second["Location"], FORM_ID, **{**BUSINESS, "nama_usaha": business})
    review = fill(client, third["Location"], FORM_ID, **PURPOSE, foto_usaha=photograph())
    done = client.post(review["Location"])
    return UUID(done["Location"].rstrip("/").rpartition("/")[2])


def issue_a_letter(world: World) -> None:
    """A first case that went through: checked by the operator, signed by the head."""
    case_id = ask_for_a_letter(world)
    act(actor_of(world.people["operator"]), case_id, "teruskan", ActInput())
    act(actor_of(world.people["head"]), case_id, "tanda-tangani", ActInput())
    document = documents_of_case(actor_of(world.people["owner"]), case_id)[0]
    world.document_id, world.document_code = document.id, document.code
    number = Document.objects.select_related("number").get(pk=document.id).number
    world.number_id, world.series_id = number.pk, number.series_id


def begin_a_draft(world: World, village: str = SUMBERBERAS) -> None:
    """The owner has begun to ask for another letter in the neighbouring village."""
    client = sign_in(Client(), world.people["owner"])
    begun = client.post(f"/layanan/{SERVICE}/ajukan/", {"desa": village})
    parts = begun["Location"].strip("/").split("/")
    world.draft_id, world.draft_step = UUID(parts[-2]), parts[-1]
    metadata = f"field {b64encode(b'foto_usaha').decode()},filename {b64encode(b'kios.jpg').decode()}"
    told = {"Tus-Resumable": "1.0.0", "Upload-Length": "200000", "Upload-Metadata": metadata}
    client.post(f"/formulir/draf/{world.draft_id}/unggahan/", headers=told)
    world.upload_id = Upload.objects.get(draft_id=world.draft_id).pk


def leave_a_dead_letter(world: World) -> None:
    """The mail server has refused the owner's receipt for good."""
    owner = world.people["owner"]
    receipt = Notice.objects.filter(recipient=owner, kind="cases.received").latest("id")
    refused = Delivery.objects.get(notice=receipt, channel="email")
    Delivery.objects.filter(pk=refused.pk).update(state=Delivery.State.DEAD, reason="550")
    world.notice_id, world.delivery_id = receipt.pk, refused.pk
    world.mail_token = unsubscribe_address(owner.pk, "cases.moved").strip("/").rpartition("/")[2]
