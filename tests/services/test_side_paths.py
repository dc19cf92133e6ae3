"""What happens beside the straight way of each service, over HTTP: refused, withdrawn, taken back, done once more."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from balai.foundation.forms.models import Attachment
from tests.services.desk import Desk
from tests.services.papers import BIRTH, PASSPORT, PROXY, RESEARCH, Paper

pytestmark = pytest.mark.django_db(databases="__all__")
CLERK, COUNTER, GUEST = "verifikator.dukcapil", "petugas.mpp", "petugas.imigrasi"
VERIFIER, DIVISION, SECRETARY, HEAD = (
    "verifikator.dpmptsp", "kabid.dpmptsp", "sekretaris.dpmptsp", "kadis.dpmptsp",
)  # fmt: skip
NUMBER = {"nomor_akta": "3510-LT-17082026-0042", "tanggal_akta": "2026-11-20"}
TIME = {"tanggal_datang": "2026-12-01", "jam_datang": "09.30"}
Step = (
    tuple[str, str, str] | tuple[str, str, str, dict[str, str]]
)  # who, action, the state it leads to, what it asks


@dataclass(frozen=True)
class Path:
    """A way through a service, and who may not take its last step."""

    paper: Paper
    steps: tuple[Step, ...]
    outsider: str

    def __str__(self) -> str:
        return f"{self.paper.slug}: {', '.join(step[1] for step in self.steps)}"


APPROVED = ((VERIFIER, "lengkap", "kabid"), (DIVISION, "setuju-kabid", "sekretaris"))
PATHS = (
    Path(BIRTH, ((CLERK, "tolak", "ditolak"),), VERIFIER),
    Path(BIRTH, ((CLERK, "kembalikan", "perbaikan"), ("warga", "tarik", "ditarik")), "warga2"),
    Path(BIRTH, ((CLERK, "lengkap", "pencatatan"), (CLERK, "tarik-kembali", "pemeriksaan")), COUNTER),
    Path(
        BIRTH,
        (
            (CLERK, "lengkap", "pencatatan"),
            (CLERK, "periksa-lagi", "pemeriksaan"),
            (CLERK, "lengkap", "pencatatan"),
            (CLERK, "catat", "penyerahan", NUMBER),
        ),
        GUEST,
    ),
    Path(PASSPORT, ((GUEST, "kembalikan", "perbaikan"), ("warga", "tarik", "ditarik")), "warga2"),
    Path(PASSPORT, ((GUEST, "jadwalkan", "terjadwal", TIME), ("warga", "tarik", "ditarik")), "warga2"),
    Path(
        PASSPORT,
        (
            (GUEST, "jadwalkan", "terjadwal", TIME),
            (GUEST, "hadir", "proses", {"nomor_permohonan": "1710-0000"}),
            (GUEST, "tolak", "ditolak"),
        ),
        CLERK,
    ),
    Path(RESEARCH, ((VERIFIER, "lengkap", "kabid"), (DIVISION, "mundur-kabid", "pemeriksaan")), HEAD),
    Path(RESEARCH, (*APPROVED, (SECRETARY, "mundur-sekretaris", "kabid")), DIVISION),
    Path(RESEARCH, (*APPROVED, (DIVISION, "tarik-kembali", "kabid")), SECRETARY),
    Path(
        RESEARCH,
        (
            *APPROVED,
            (SECRETARY, "setuju-sekretaris", "tanda-tangan"),
            (HEAD, "mundur-kepala", "sekretaris"),
            (SECRETARY, "setuju-sekretaris", "tanda-tangan"),
            (HEAD, "tolak", "ditolak"),
        ),
        VERIFIER,
    ),
)


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_a_side_path(desk: Desk, path: Path) -> None:
    case_id = desk.apply("warga", path.paper)
    *earlier, last = path.steps
    for step in earlier:
        assert take(desk, case_id, step) == step[2]
    before = desk.case(case_id).version
    refused = desk.press(path.outsider, case_id, last[1])
    assert (refused.status_code in {403, 404}, desk.case(case_id).version) == (True, before)
    assert take(desk, case_id, last) == last[2]


def take(desk: Desk, case_id: UUID, step: Step) -> str:
    """Take one step as the one who may; the state that it leads to."""
    who, action, _state, *asked = step
    if who.startswith("warga"):
        return desk.withdraw(who, case_id)
    return desk.decide(who, case_id, action, **(asked[0] if asked else {}))


@pytest.fixture
def at_the_counter(desk: Desk) -> UUID:
    """A certificate that waits to be handed over."""
    case_id = desk.apply("warga", BIRTH)
    desk.decide(CLERK, case_id, "lengkap")
    desk.decide(CLERK, case_id, "catat", **NUMBER)
    return case_id


@pytest.mark.parametrize("missing", ["nama_kuasa", "nik_kuasa", "surat_kuasa", "bukti_serah"])
def test_without_a_whole_power_of_attorney_nothing_is_handed_over(
    desk: Desk, at_the_counter: UUID, missing: str
) -> None:
    answers = {name: value for name, value in PROXY.items() if name != missing}
    assert desk.file(COUNTER, at_the_counter, "serahkan", "penyerahan", answers).status_code == 422
    assert desk.press(COUNTER, at_the_counter, "serahkan").status_code in {302, 422}
    assert desk.case(at_the_counter).state == "penyerahan"


def test_handed_to_a_proxy_whose_number_stays_sealed_and_whose_power_is_kept(
    desk: Desk, at_the_counter: UUID
) -> None:
    desk.file(COUNTER, at_the_counter, "serahkan", "penyerahan", PROXY)
    assert desk.decide(COUNTER, at_the_counter, "serahkan") == "selesai"
    page = desk.client(CLERK).get(f"/kerja/perkara/{at_the_counter}/").content.decode()
    assert "Rahmat Hidayat" in page
    assert PROXY["nik_kuasa"] not in page
    kept = Attachment.objects.filter(field__in=("surat_kuasa", "bukti_serah"), subject_id__isnull=False)
    assert sorted(kept.values_list("field", flat=True)) == ["bukti_serah", "surat_kuasa"]
