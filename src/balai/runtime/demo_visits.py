"""Visits of the demo: the history as reports of the press tell it, officials by office, and one invented delegation.

Three are invented: one is on its way in the coming days, so that the programme, its hosts and its folder can be seen;
another is still being planned and shares a day and a site with it, and a host proposes another time; the third has been
here (``demo_held``).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from balai.core.actor import SYSTEM, VISITOR, Actor
from balai.core.errors import NotVisible
from balai.foundation.cases.api import ActInput, act
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.regions.api import zone
from balai.runtime import demo_held
from balai.runtime.demo_cases import officer_with
from balai.territory.visits.api import (
    Contact,
    PastVisit,
    SessionDraft,
    VisitRequest,
    answer_invitation,
    ask_host,
    put_session,
    record_past_visit,
    request_visit,
)

HOME, UNIT, ROLE = "35.10", "kerja-sama", "koordinator_kerjasama"
PRESS = "Laporan pers"
MALL, VILLAGE, MONEY = "mal-pelayanan-publik", "smart-kampung", "e-village-budgeting"
FESTIVAL, SPBE, SAKIP, LOUNGE = "kalender-festival", "spbe", "akuntabilitas-kinerja", "lounge-pelayanan"
PLANNING, HEALTH = "perencanaan-terpadu", "mal-orang-sehat"


@dataclass(frozen=True)
class Told:
    """A visit as a report tells it; ``people`` is 0 where the report gives no number."""

    origin: str
    name: str
    days: tuple[date, date]
    leader: str
    people: int
    purpose: str
    topics: tuple[str, ...]
    result: str = ""


MAY = (date(2018, 5, 8), date(2018, 5, 9))
JOINT = "Nota kesepahaman bersama pada malam 8 Mei; lebih dari 40 daerah sudah menandatangani sebelumnya."
LEARN = "Mal pelayanan publik, Smart Kampung, pariwisata, ekonomi lokal"
TOGETHER = (MALL, VILLAGE, FESTIVAL)
KALTENG = "Lima kabupaten dan kota di Kalimantan Tengah"
HISTORY = (
    Told("62", KALTENG, (date(2017, 5, 19),) * 2, "Asisten", 25, "SAKIP", (SAKIP,)),
    Told("33.16", "", (date(2017, 5, 19),) * 2, "Sekretaris Daerah", 36, "SAKIP", (SAKIP,)),
    Told(
        "35.03", "", MAY, "Plt. Bupati", 0, LEARN, TOGETHER,
        f"{JOINT} Temuan 17 perangkat daerah dibahas di rumah dan disesuaikan dengan keadaan setempat.",
    ),
    Told("82.03", "", MAY, "Bupati", 0, LEARN, TOGETHER, JOINT),
    Told("32.79", "", MAY, "Plt. Wali Kota", 0, LEARN, TOGETHER, JOINT),
    Told("64.02", "", MAY, "Plt. Bupati", 0, LEARN, TOGETHER, JOINT),
    Told(
        "76.01", "", (date(2019, 2, 25), date(2019, 2, 27)), "Bupati", 60,
        "Keuangan desa terencana daring, administrasi desa, BUMDes; perizinan terpadu di mal", (MONEY, VILLAGE, MALL),
        "Ingin segera memiliki mal pelayanan sendiri.",
    ),
    Told(
        "16.04", "", (date(2019, 2, 25),) * 2, "Bupati", 14, "Bagaimana instansi disatukan di satu tempat", (MALL,),
        "Ingin layanan sebaik Banyuwangi, atau mendekatinya.",
    ),
    Told(
        "19.06", "", (date(2019, 11, 19),) * 2, "Bupati", 53,
        "SPBE; layanan elektronik; perencanaan sampai pemantauan; keuangan desa; Mal Orang Sehat",
        (SPBE, PLANNING, MONEY, HEALTH, LOUNGE), "Akan mengadopsi SPBE dan layanan kesehatan di keramaian.",
    ),
    Told("36.72", "", (date(2021, 1, 22),) * 2, "Wali Kota terpilih", 0, "Lounge dan datanya", (LOUNGE,)),
    Told(
        "72.12", "", (date(2022, 1, 27),) * 2, "Bupati", 0,
        "Mal pelayanan, pemerintahan desa, susunan birokrasi, pariwisata", (MALL, VILLAGE, FESTIVAL),
        "Disarankan memilih yang cocok dan melangkah menurut prioritas.",
    ),
    Told(
        "72.10", "", (date(2024, 2, 27),) * 2, "Bupati", 0,
        "SAKIP dan reformasi birokrasi; perencanaan dan penganggaran; SPBE; pariwisata; Smart Kampung",
        (SAKIP, PLANNING, SPBE, FESTIVAL, VILLAGE), "Nota kesepahaman.",
    ),
)  # fmt: skip
UNITS = (
    "Bappeda", "Inspektorat", "Dinas PMD", "Dinas Penanaman Modal", "Dinas Kominfo", "Dinas Pariwisata", "BPKAD",
    "Dinas Dukcapil", "Bagian Organisasi", "Kecamatan Pasangkayu", "Desa Ako", "Desa Karya Bersama",
)  # fmt: skip
LATE_HOST = "bappeda"  # which has not answered yet
NEXT_DAYS = 3  # from now on the delegation is here, on working days


def load(regency_code: str) -> int:
    """Add them once, in Banyuwangi only. Returns how many visits were added."""
    if regency_code != HOME or apps.get_model("visits.Delegation").objects.exists():
        return 0
    try:
        unit = unit_by_code(f"{regency_code}/{UNIT}")
    except NotVisible:
        return 0
    with transaction.atomic():
        for told in HISTORY:
            record_past_visit(SYSTEM, _past(told))
        days, lead = coming_workdays(timezone.localdate(), NEXT_DAYS), officer_with(ROLE, unit.id)
        _delegation_under_way(lead, days)
        _delegation_being_planned(lead, days)
        demo_held.load(timezone.localdate())
    return len(HISTORY) + 3


def _past(told: Told) -> PastVisit:
    first, last = told.days
    return PastVisit(
        origin_code=told.origin,
        origin_name=told.name,
        leader_office=told.leader,
        purpose=told.purpose,
        topics=told.topics,
        people=told.people,
        first_day=first,
        last_day=last,
        result=told.result,
        source=f"{PRESS}, {first.year}",
    )


def _delegation_being_planned(lead: Actor, days: list[date]) -> None:
    """It comes on the first day of the other one, to the same mall, where both have room."""
    wish = VisitRequest(
        origin_code="72.10", origin_name="", leader_office="Sekretaris Daerah (fiktif)",
        purpose="Antrean dan loket bersama di mal pelayanan. Rombongan ini fiktif.", topics=(MALL,),
        units=("DPMPTSP", "Dinas Dukcapil", "Bagian Organisasi"), people=12, first_day=days[0], last_day=days[0],
        contact=Contact("Bagian Organisasi (fiktif)", "sigi@contoh.invalid"),
    )  # fmt: skip
    visit = request_visit(VISITOR, wish)
    act(lead, visit.case_id, "terima", ActInput())  # type: ignore[arg-type]
    session = put_session(
        lead, visit.pk, _session("mpp", days[0], 10, "Antrean dan loket bersama", (MALL,), 12)
    )
    host = ask_host(lead, session.pk, unit_by_code(f"{HOME}/mpp").id, None, "Antrean")
    later = session.starts_at + timedelta(hours=4)
    answer_invitation(SYSTEM, host.pk, "other", "Pagi itu loket sedang ramai (fiktif).", later)


def _delegation_under_way(lead: Actor, days: list[date]) -> None:
    """Asked, planned with hosts, and confirmed by a signed letter: days of the coming week."""
    visit = request_visit(VISITOR, _wish(days))
    case_id: UUID = visit.case_id  # type: ignore[assignment]
    act(lead, case_id, "terima", ActInput())
    for draft, host in _programme(days):
        session = put_session(lead, visit.pk, draft)
        unit = unit_by_code(f"{HOME}/{host}" if "." not in host else host)
        asked = ask_host(lead, session.pk, unit.id, None, "")
        if host != LATE_HOST:
            answer_invitation(SYSTEM, asked.pk, "agreed")
    act(lead, case_id, "tanpa-jawaban", ActInput(reason="Bappeda menyanggupi lewat telepon (fiktif)."))
    act(lead, case_id, "konfirmasi", ActInput())


def _wish(days: list[date]) -> VisitRequest:
    return VisitRequest(
        origin_code="76.01",
        origin_name="",
        leader_office="Wakil Bupati (fiktif)",
        purpose="Mengikuti lagi keuangan desa dan mal pelayanan yang dilihat tahun 2019. Rombongan ini fiktif.",
        topics=(VILLAGE, MALL, MONEY),
        units=UNITS,
        people=48,
        first_day=days[0],
        last_day=days[-1],
        contact=Contact("Sekretariat (fiktif)", "kunjungan@contoh.invalid"),
    )


def _programme(days: list[date]) -> list[tuple[SessionDraft, str]]:
    first, second, third = days
    return [
        (_session("lounge", first, 9, "Sambutan dan lounge pelayanan publik", (LOUNGE,)), "kominfo"),
        (_session("mpp", first, 13, "Mal pelayanan publik dari loket ke loket", (MALL,)), "mpp"),
        (_session("kecamatan-licin", second, 9, "Pembinaan desa dan keuangan desa", (MONEY,)), "35.10.24"),
        (_session("desa-tamansari", second, 13, "Smart Kampung di kantor desa", (VILLAGE,)), "35.10.24.2008"),
        (_session("bappeda", third, 9, "Tanya jawab dan langkah berikutnya", (PLANNING,)), "bappeda"),
    ]


def _session(
    site: str, day: date, hour: int, title: str, topics: tuple[str, ...], people: int = 48
) -> SessionDraft:
    starts = datetime.combine(day, time(hour), tzinfo=zone())
    return SessionDraft(site, starts, starts + timedelta(hours=2), title, people, topics)


def coming_workdays(today: date, count: int) -> list[date]:
    """The next days from Monday to Friday, beginning tomorrow."""
    days = (today + timedelta(days=number) for number in range(1, 15))
    return [day for day in days if day.weekday() < 5][:count]
