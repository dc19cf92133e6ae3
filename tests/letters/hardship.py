"""Asking for the certificate of hardship, deciding on it, and looking at what came out."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.accounts.api import Term, appoint, grant_role
from balai.foundation.accounts.models import User
from balai.foundation.accounts.testing import actor_of
from balai.foundation.cases.api import ActInput, act, get_case
from balai.foundation.cases.models import Case
from balai.foundation.documents.api import DocumentCard, documents_of_case, open_document
from balai.foundation.documents.tests.pdfs import text_of
from balai.foundation.organizations.api import Appointment, head_post, unit_by_code
from tests.access.conftest import Cast
from tests.access.memory import fingerprint
from tests.paper import FORM_ID, TAMANSARI, fill
from tests.world import photograph

SERVICE = "surat-keterangan-tidak-mampu"
CHILD = {
    "untuk": "anak",
    "penerima": "Rizki Ramadhan",
    "nik_penerima": "3510240107129999",
    "tempat_lahir_penerima": "Banyuwangi",
    "tanggal_lahir_penerima": "2012-07-01",
}
HOME = {"tanggungan": "5", "penghasilan": "1200000", "rumah": "menumpang", "bantuan": "pkh"}
PURPOSE = {"keperluan": "pendidikan", "lembaga": "SMPN 1 Licin", "pernyataan": "on"}
REASON = "Data penghasilan belum sesuai dengan data kecamatan."


@dataclass(frozen=True)
class Office:
    """The village, the sub-district and the applicant of the tests."""

    cast: Cast

    def actor(self, role: str) -> Actor:
        """The person of the role now, with the second factor shown."""
        return actor_of(User.objects.get(pk=self.cast.world.people[role].pk))

    def ask(self) -> UUID:
        """The owner asks for a letter for a child, without JavaScript; the new case."""
        client = self.cast.client("owner")
        step = client.post(f"/layanan/{SERVICE}/ajukan/", {"desa": TAMANSARI})["Location"]
        step = fill(client, step, FORM_ID)["Location"]
        step = fill(client, step, FORM_ID, **CHILD)["Location"]
        step = fill(client, step, FORM_ID, **HOME, foto_rumah=photograph())["Location"]
        review = fill(client, step, FORM_ID, **PURPOSE)["Location"]
        return UUID(client.post(review)["Location"].rstrip("/").rpartition("/")[2])

    def choose(self, variant: str) -> None:
        """The administrator chooses the variant, on the page."""
        facts = {"variant": variant, "reason": "Perbup 12/2026"}
        assert self.cast.client("admin").post(f"/kerja/layanan/{SERVICE}/", facts).status_code == 302

    def do(self, role: str, case_id: UUID, action: str, reason: str = "") -> None:
        """Somebody decides."""
        act(self.actor(role), case_id, action, ActInput(reason=reason))

    def press(self, role: str, case_id: UUID, action: str, version: int | None = None) -> HttpResponse:
        """Somebody presses the button of the page, as they saw the case."""
        seen = Case.objects.unscoped().get(pk=case_id).version if version is None else version
        facts = {"seen_version": seen, "reason": REASON}
        return self.cast.client(role).post(f"/kerja/perkara/{case_id}/tindakan/{action}/", facts)

    def page(self, role: str, case_id: UUID, action: str) -> str:
        """The page that asks for confirmation."""
        return self.cast.client(role).get(f"/kerja/perkara/{case_id}/tindakan/{action}/").content.decode()

    def half_signed(self) -> UUID:
        """A letter that the village head signed and that waits for the sub-district head."""
        self.choose("camat")
        case_id = self.ask()
        self.do("operator", case_id, "teruskan")
        self.do("head", case_id, "tanda-tangani")
        return case_id

    def letter(self, case_id: UUID) -> DocumentCard:
        """The newest letter of the case."""
        return documents_of_case(self.actor("head"), case_id)[0]

    def pdf(self, case_id: UUID) -> bytes:
        """Its file as the office has it."""
        return open_document(self.actor("head"), self.letter(case_id).id)[1]

    def text(self, case_id: UUID, folder: Path) -> str:
        """What stands on it, with single spaces."""
        return " ".join(text_of(self.pdf(case_id), folder).split())

    def state(self, case_id: UUID) -> str:
        """Where the case stands."""
        return get_case(self.actor("operator"), case_id).state

    def delegate(self, standing: str, *, days: int = 7, begun: int = 0) -> None:
        """The operator is assigned to sign for the village from ``begun`` days ago on."""
        start = today() - timedelta(days=begun)
        term = Term(start, start + timedelta(days=days), standing, "Keputusan Kades 141/7/2026")
        unit = unit_by_code(TAMANSARI)
        grant_role(self.actor("admin"), self.cast.world.people["operator"].pk, "kepala_desa", unit.id, term)

    def stand_in(self, *, days: int = 7) -> None:
        """Another citizen becomes Plh. of the sub-district head for some days."""
        post = head_post(unit_by_code(TAMANSARI[:8]).id)
        assert post is not None
        last = today() + timedelta(days=days)
        appointment = Appointment(today(), "SPT 800/12/2026", "plh", last, "Penata", "198001012005011001")
        appoint(self.actor("admin"), self.cast.world.people["citizen"].pk, post.id, appointment)


def records() -> dict[str, str]:
    """The state of every table; that somebody has signed in is no change."""
    return {table: state for table, state in fingerprint().items() if table != "accounts_user"}


def today() -> date:
    """Today in the zone of the settings."""
    return timezone.localdate()
