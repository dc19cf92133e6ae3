"""A delegation of the demo that has been here: invented like the others, with who came, what they asked and how it was.

It stands in the history as a visit that took place, with a source that says that it is invented. Written in bulk: what
a phone sends today cannot have happened weeks ago.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps

from balai.core.actor import SYSTEM
from balai.core.ids import new_code
from balai.foundation.organizations.api import unit_by_code
from balai.foundation.regions.api import zone
from balai.territory.visits.api import PastVisit, record_past_visit

ORIGIN, INVENTED = "16.04", "Rombongan fiktif untuk peragaan"
WEEKS_AGO, QUESTION_TIME = 3, timedelta(minutes=20)
UNITS = {
    "Bappeda": 4,
    "DPMPTSP": 8,
    "Dinas Dukcapil": 6,
    "Dinas PMD": 5,
    "Dinas Pariwisata": 3,
}  # people of each
MALL, VILLAGE, LOUNGE = "mal-pelayanan-publik", "smart-kampung", "lounge-pelayanan"


@dataclass(frozen=True)
class Held:
    """A session: where, on which day at what hour, who received, who stayed away, useful and clear by unit."""

    site: str
    day: int
    hour: int
    title: str
    topic: str
    host: str
    marks: dict[str, tuple[int, int, str]]
    absent: Sequence[str] = ()


SESSIONS = (
    Held("lounge", 0, 9, "Lounge dan layar datanya (fiktif)", LOUNGE, "kominfo", {
        "Bappeda": (5, 4, "Layarnya menjawab yang selalu kami tanyakan ke OPD."), "Dinas Pariwisata": (3, 4, ""),
    }),
    Held("mpp", 0, 13, "Mal pelayanan dari loket ke loket (fiktif)", MALL, "mpp", {
        "DPMPTSP": (5, 5, "Kami ingin satu nomor antrean untuk semua instansi."), "Dinas Dukcapil": (4, 5, ""),
        "Bappeda": (4, 3, "Beri waktu tanya jawab lebih lama."),
    }),
    Held("desa-tamansari", 1, 9, "Surat selesai di kantor desa (fiktif)", VILLAGE, "35.10.24.2008", {
        "Dinas PMD": (5, 4, ""), "Dinas Dukcapil": (4, 4, "Sinyal di desa lemah, bahan cetak membantu."),
    }, absent=("Dinas Pariwisata",)),
)  # fmt: skip
QUESTIONS = (
    (1, "DPMPTSP", "Siapa yang membayar petugas loket: mal atau instansinya?",
     "Instansinya; mal menyediakan tempat, antrean dan sambungan data (jawaban fiktif)."),
    (1, "Dinas Dukcapil", "Apa yang terjadi bila sambungan ke pusat putus?", ""),
    (2, "Dinas PMD", "Berapa lama melatih operator desa sampai mandiri?",
     "Dua hari, lalu didampingi sebulan (jawaban fiktif)."),
)  # fmt: skip
SPENT = {  # nights; lodging, food, goods and travel in rupiah
    "Bappeda": (1, 2_400_000, 900_000, 650_000, 800_000),
    "DPMPTSP": (2, 9_600_000, 2_750_000, 1_900_000, 1_200_000),
    "Dinas Dukcapil": (1, 3_300_000, 1_250_000, 0, 600_000),
    "Dinas Pariwisata": (2, 3_900_000, 1_400_000, 2_100_000, 3_250_000),
}


def load(today: date) -> None:
    """Add it, at work days three weeks ago."""
    monday = today - timedelta(days=today.weekday(), weeks=WEEKS_AGO)
    visit = record_past_visit(SYSTEM, _told(monday))
    units = {
        name: _model("VisitingUnit").objects.create(delegation=visit, name=name, place=place)
        for place, name in enumerate(UNITS, start=1)
    }
    sessions = [_session(visit, monday, told, units) for told in SESSIONS]
    for number, (place, name, text, answer) in enumerate(QUESTIONS):
        _ask(sessions[place], units[name], f"tanya-{number}", text, answer)
    for name, (nights, *amounts) in SPENT.items():
        kinds = dict(zip(("lodging", "food", "goods", "travel"), amounts, strict=True))
        _model("Spending").objects.create(
            key=_key(visit, name), unit=units[name], people=UNITS[name], nights=nights, **kinds
        )


def _told(monday: date) -> PastVisit:
    return PastVisit(
        origin_code=ORIGIN,
        origin_name="",
        leader_office="Sekretaris Daerah (fiktif)",
        purpose="Melihat loket bersama dan surat desa sebelum membuka mal sendiri. Rombongan ini fiktif.",
        topics=(MALL, VILLAGE, LOUNGE),
        people=sum(UNITS.values()),
        first_day=monday,
        last_day=monday + timedelta(days=1),
        result="Dua instansi akan dicoba di satu loket; surat desa dipelajari lagi (fiktif).",
        source=INVENTED,
    )


def _session(visit: Any, monday: date, told: Held, units: dict[str, Any]) -> Any:
    starts = datetime.combine(monday + timedelta(days=told.day), time(told.hour), tzinfo=zone())
    session = _model("Session").objects.create(
        code=new_code("SES"), delegation=visit, site=_model("Site").objects.get(code=told.site), title=told.title,
        starts_at=starts, ends_at=starts + timedelta(hours=2), topics=[told.topic], people=visit.people,
    )  # fmt: skip
    code = told.host if "." in told.host else f"35.10/{told.host}"
    _model("Host").objects.create(
        session=session,
        unit_id=unit_by_code(code).id,
        state="agreed",
        answered_at=starts,
        answered_by=INVENTED,
    )
    arrivals = _model("Arrival").objects
    for minutes, (name, people) in enumerate(UNITS.items()):
        if name not in told.absent:
            arrivals.create(
                key=_key(session, name), session=session, unit=units[name], people=people, channel="petugas",
                arrived_at=starts + timedelta(minutes=minutes - 6),
            )  # fmt: skip
    for name, (useful, clear, text) in told.marks.items():
        told_by = {"key": _key(session, f"nilai-{name}"), "session": session, "unit": units[name]}
        _model("Rating").objects.create(
            **told_by, useful=useful, clear=clear, text=text and f"{text} (fiktif)"
        )
    return session


def _ask(session: Any, unit: Any, name: str, text: str, answer: str) -> None:
    answered = {"answer": answer, "answered_at": session.ends_at, "answered_by": INVENTED} if answer else {}
    questions = _model("Question").objects
    key = _key(session, name)
    made = questions.create(key=key, session=session, unit=unit, text=f"{text} (fiktif)", **answered)
    questions.filter(pk=made.pk).update(created_at=session.ends_at - QUESTION_TIME)


def _key(row: Any, name: str) -> str:
    return f"{row.pk.hex[-12:]}-{name}"[:60]


def _model(name: str) -> Any:
    return apps.get_model(f"visits.{name}")
