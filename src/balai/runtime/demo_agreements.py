"""Agreements of the demo: two from press reports, the others invented: discussed, at the ceremony, about to end, with
duties of which some are late and one is done.
"""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from balai.core.actor import Actor
from balai.foundation.forms.api import Holder
from balai.foundation.organizations.api import UnitCard, unit_by_code
from balai.runtime import demo_ceremony
from balai.runtime.demo_cases import actor_named, advance, filled
from balai.territory.agreements.api import (
    DUTY_FORM,
    DUTY_PURPOSE,
    AgreementDraft,
    DutyDraft,
    PartyDraft,
    Said,
    SignedDraft,
    add_duty,
    add_party,
    answer,
    begin_agreement,
    bring_late_ones,
    own_voice,
    parties_of,
    record_signed,
    remark,
    remind_of_endings,
    settle_duty,
    write_text,
)

OFFICE, KEEPER = "kerja-sama", "kerjasama"
PRESS = "Berita pers, {day}"
TEXT = """## Pembukaan
Para pihak sepakat bekerja sama dalam pelayanan publik dan pengembangan Smart Kampung (naskah fiktif untuk demo).

## Pasal 1 Maksud dan tujuan
Kerja sama ini dimaksudkan agar para pihak saling belajar dan saling membantu meningkatkan pelayanan kepada warga.

## Pasal 2 Ruang lingkup
Ruang lingkupnya meliputi:
a. mal pelayanan publik;
b. pelayanan surat di desa; dan
c. magang petugas selama dua minggu.

## Pasal 3 Pembiayaan
Biaya ditanggung bersama.

## Pasal 4 Jangka waktu
Kerja sama ini berlaku dua tahun sejak ditandatangani."""


def load(regency_code: str) -> int:
    """Add them unless there are some. Returns how many."""
    office = unit_by_code(f"{regency_code}/{OFFICE}")
    if apps.get_model("agreements.Agreement").objects.filter(unit_id=office.id).exists():
        return 0
    keeper = actor_named(KEEPER)
    with transaction.atomic():
        _from_the_press(keeper, office)
        _in_discussion(keeper, office)
        _about_to_end(keeper, office)
        _with_late_duties(keeper, office)
        demo_ceremony.hold(keeper, office)
        demo_ceremony.conclude_by_certificate(keeper, office)
    day = timezone.localdate()
    bring_late_ones(day)
    remind_of_endings(day)
    return 7


def _regency(code: str) -> PartyDraft:
    return PartyDraft("region", "", region_code=code, office="Kepala daerah")


def _from_the_press(keeper: Actor, office: UnitCard) -> None:
    """What newspapers told; nobody is named, and terms are as unknown as the reports leave them."""
    sigi = AgreementDraft(
        "kesepakatan-bersama", office.id, "Kesepakatan Bersama dengan Kabupaten Sigi",
        "SAKIP dan reformasi birokrasi, perencanaan dan penganggaran, SPBE, pariwisata, Smart Kampung",
    )  # fmt: skip
    four = AgreementDraft(
        "kesepakatan-bersama", office.id, "Kesepakatan Bersama empat daerah",
        "Mal pelayanan publik, Smart Kampung, pariwisata, ekonomi lokal",
    )  # fmt: skip
    regions = tuple(_regency(code) for code in ("35.03", "82.03", "32.79", "64.02"))
    record_signed(keeper, _reported(sigi, date(2024, 2, 27), _regency("72.10")))
    record_signed(keeper, _reported(four, date(2018, 5, 8), *regions))


def _reported(draft: AgreementDraft, day: date, *parties: PartyDraft) -> SignedDraft:
    return SignedDraft(draft, day, parties, source=PRESS.format(day=f"{day:%d-%m-%Y}"))


def _in_discussion(keeper: Actor, office: UnitCard) -> None:
    """A confidential draft with two sides: one remark was taken over, so that there are two versions, two are open."""
    draft = AgreementDraft(
        "kesepakatan-bersama", office.id, "Pelayanan publik dan Smart Kampung (fiktif)", "Pelayanan publik", months=24,
        scope="Mal pelayanan publik, pelayanan surat di desa, magang petugas.", is_confidential=True,
    )  # fmt: skip
    card = begin_agreement(keeper, draft)
    other = add_party(keeper, card.id, _regency("35.09"))
    advance(keeper, card.case_id, ("layak", {"hasil_kajian": "Layak (fiktif)."}), ("diterima", {}))
    voice, guest = own_voice(keeper, card.id), demo_ceremony.guest_of(keeper, other.pk)
    scope, cost, term = (clause["key"] for clause in write_text(voice, TEXT, 0).clauses[2:5])
    proposal = "Biaya ditanggung anggaran masing-masing pihak."
    found = remark(voice, Said(cost, "Sebutkan siapa menanggung apa.", proposal))
    answer(guest, found.pk, True)
    longer = "Kerja sama ini berlaku tiga tahun sejak ditandatangani."
    remark(guest, Said(term, "Dua tahun terlalu pendek untuk magang.", longer))
    remark(voice, Said(scope, "Tambahkan pertukaran data?"))


def _about_to_end(keeper: Actor, office: UnitCard) -> None:
    """It ends in some weeks, with one duty still to come."""
    day = timezone.localdate()
    draft = AgreementDraft(
        "kerja-sama-pihak-ketiga", office.id, "Magang mahasiswa di mal pelayanan (fiktif)", "Pendidikan dan pelayanan",
        cost=Decimal(150_000_000), cost_source="APBD",
    )  # fmt: skip
    signed = SignedDraft(
        draft, day - timedelta(days=680), (PartyDraft("organisation", "Universitas Contoh Blambangan (fiktif)"),),
        number="100.3.5.8/21/fiktif", place="Banyuwangi", source="Data fiktif untuk demo",
        ends_on=day + timedelta(days=50),
    )  # fmt: skip
    card = record_signed(keeper, signed)
    own = parties_of(keeper, card.id)[0]
    add_duty(
        keeper, card.id, DutyDraft(own.id, "Menerima angkatan magang terakhir", day + timedelta(days=20))
    )


def _with_late_duties(keeper: Actor, office: UnitCard) -> None:
    """The daily job brings what is late into the inboxes of both sides' units."""
    day = timezone.localdate()
    draft = AgreementDraft(
        "perjanjian-kerja-sama", office.id, "Pertukaran data perizinan (fiktif)", "Pelayanan perizinan"
    )
    signed = SignedDraft(
        draft, day - timedelta(days=300), (_regency("35.12"),), number="100.3.5.8/35/fiktif",
        source="Data fiktif untuk demo", ends_on=day + timedelta(days=430),
    )  # fmt: skip
    card = record_signed(keeper, signed)
    own, other = parties_of(keeper, card.id)
    agency = unit_by_code(f"{office.code.partition('/')[0]}/dpmptsp")
    late = DutyDraft(
        own.id, "Mengirim daftar izin reklame triwulan", day - timedelta(days=9), agency.id, "Kepala bidang"
    )
    add_duty(keeper, card.id, late)
    done = DutyDraft(own.id, "Melatih petugas loket Situbondo dua hari", day - timedelta(days=40), office.id)
    _settle(keeper, add_duty(keeper, card.id, done).pk)
    add_duty(keeper, card.id, DutyDraft(other.id, "Menyerahkan data pembanding", day - timedelta(days=4)))
    add_duty(
        keeper,
        card.id,
        DutyDraft(
            own.id,
            "Membayar iuran aplikasi bersama",
            day + timedelta(days=60),
            agency.id,
            "",
            Decimal(25_000_000),
        ),
    )


def _settle(keeper: Actor, duty_id: UUID) -> None:
    """Done, with a drawing as evidence."""
    holder = Holder(keeper)
    answers = {"hasil_kewajiban": "Delapan petugas dilatih di mal pelayanan (fiktif)."}
    form = (DUTY_FORM, f"{DUTY_PURPOSE}:{duty_id}")
    settle_duty(holder, duty_id, filled(holder, form, answers, ("bukti_kewajiban", "Pelatihan petugas")))
