"""Each type of field: what people type, what is kept, and what they are told."""

from typing import Any

import pytest
import time_machine

from balai.core.secret import unseal
from balai.foundation.forms import places
from balai.foundation.forms.cleaning import CLEANERS, FieldFault
from balai.foundation.forms.parsing import parse_form
from balai.foundation.forms.places import PlaceOption
from balai.foundation.forms.raw import tidy
from balai.foundation.forms.tests.samples import KIND, NIK, field, form


def clean(kind: str, raw: Any, **more: Any) -> Any:
    spec = parse_form(form(field("a", kind, **more))).field("a")
    return CLEANERS[spec.type](spec, raw)


@pytest.mark.parametrize(
    ("kind", "raw", "kept", "more"),
    [
        ("text", "  Warung   Bu Sri ", "Warung Bu Sri", {}),
        ("text", "<script>alert(1)</script>", "<script>alert(1)</script>", {}),
        ("textarea", "satu  \n\n\n\ndua\n", "satu\n\ndua", {}),
        ("integer", "1.250", 1250, {}),
        ("integer", "0012", 12, {}),
        ("decimal", "1.234,5", "1234.5", {}),
        ("money", "Rp 1.500.000", "1500000.00", {}),
        ("money", "1500000,5", "1500000.50", {}),
        ("date", "1990-08-17", "1990-08-17", {}),
        ("date", "17/8/1990", "1990-08-17", {}),
        ("date", "17 Agustus 1990", "1990-08-17", {}),
        ("date", "29/02/2024", "2024-02-29", {}),
        ("date", "08/2019", "2019-08", {"limits": {"precision": "month"}}),
        ("date", "agu 2019", "2019-08", {"limits": {"precision": "month"}}),
        ("date", "2019-08-17", "2019-08", {"limits": {"precision": "month"}}),
        ("choice", "jasa", "jasa", {"choices": KIND}),
        ("choices", ["lain", "warung"], ["warung", "lain"], {"choices": KIND}),
        ("checkbox", "on", True, {}),
        ("phone", "0812-3456-7890", "+6281234567890", {}),
        ("phone", "+62 (333) 424 172", "+62333424172", {}),
        ("phone", "6281234567890", "+6281234567890", {}),
        ("email", " Sari@Contoh.ID ", "sari@contoh.id", {}),
        ("coordinates", "-8,219; 114,369", {"latitude": "-8.21900", "longitude": "114.36900"}, {}),
        ("text", "P 1234 AB", "P 1234 AB", {"limits": {"pattern": "vehicle_plate"}}),
        (
            "text",
            "Dr. Ni Luh D'Arc-Putri, S.H.",
            "Dr. Ni Luh D'Arc-Putri, S.H.",
            {"limits": {"pattern": "person_name"}},
        ),
    ],
)
def test_what_is_kept(kind: str, raw: Any, kept: Any, more: dict[str, Any]) -> None:
    assert clean(kind, raw, **more) == kept


@pytest.mark.parametrize(
    ("kind", "raw", "sentence", "more"),
    [
        ("text", "x" * 201, "Terlalu panjang: 201 huruf. Ringkas menjadi paling banyak 200 huruf.", {}),
        ("text", "ab", "Terlalu pendek. Tulis sedikitnya 5 huruf.", {"limits": {"min_length": 5}}),
        (
            "text",
            "0x2",
            "Tulis nomor RT atau RW dengan angka, misalnya 02.",
            {"limits": {"pattern": "rt_rw"}},
        ),
        ("integer", "dua", "Tulis dengan angka bulat, misalnya 12.", {}),
        ("integer", "2,5", "Tulis dengan angka bulat, tanpa koma.", {}),
        ("integer", "٣", "Tulis dengan angka bulat, misalnya 12.", {}),
        ("integer", "0", "Paling sedikit 1.", {"limits": {"min": 1}}),
        ("integer", "1" * 40, "Tulis dengan angka bulat, misalnya 12.", {}),
        ("decimal", "1,2345", "Paling banyak 2 angka di belakang koma.", {}),
        ("decimal", "NaN", "Tulis dengan angka; pecahan ditulis dengan koma, misalnya 2,5.", {}),
        ("money", "-5", "Jumlah rupiah tidak boleh kurang dari nol.", {}),
        ("money", "1.50", "Tulis jumlah seperti 1.250.000 atau 1.250.000,50.", {}),
        ("date", "30/02/2024", "Tanggal ini tidak ada di kalender. Tulis seperti 17/08/1990.", {}),
        (
            "date",
            "2019",
            "Bulan ini tidak ada di kalender. Tulis seperti 08/2019.",
            {"limits": {"precision": "month"}},
        ),
        ("choice", "toko", "Pilihan ini tidak ada. Pilih satu dari daftar.", {"choices": KIND}),
        ("choices", ["toko"], "Ada pilihan yang tidak dikenal. Pilih dari daftar.", {"choices": KIND}),
        ("choices", ["jasa"], "Pilih sedikitnya 2.", {"choices": KIND, "limits": {"min_count": 2}}),
        ("nik", "35102417", "NIK terdiri dari 16 angka; yang tertulis 8. Periksa dan lengkapi.", {}),
        (
            "nik",
            "3510249908900001",
            "NIK ini tidak mungkin benar. Cocokkan lagi dengan KTP, angka demi angka.",
            {},
        ),
        (
            "kk",
            "0510241708900001",
            "Nomor KK ini tidak mungkin benar. Cocokkan lagi dengan kartu keluarga.",
            {},
        ),
        ("phone", "12", "Nomor telepon tidak dikenal. Tulis seperti 0812 3456 7890.", {}),
        ("email", "sari@", "Alamat surel tidak lengkap. Tulis seperti nama@contoh.id.", {}),
        (
            "coordinates",
            "114.369, -8.219",
            "Titik ini di luar Indonesia. Tulis lintang lebih dahulu, lalu bujur.",
            {},
        ),
        ("coordinates", "rumah", "Tulis lintang dan bujur, misalnya -8.21900, 114.36900.", {}),
    ],
)
def test_what_people_are_told(kind: str, raw: Any, sentence: str, more: dict[str, Any]) -> None:
    with pytest.raises(FieldFault) as fault:
        clean(kind, raw, **more)
    assert str(fault.value) == sentence


@time_machine.travel("2024-02-27 12:00:00+07:00")
def test_today_is_the_latest_day_when_the_form_says_so() -> None:
    assert clean("date", "27/02/2024", limits={"max": "today"}) == "2024-02-27"
    with pytest.raises(FieldFault, match="belum terjadi"):
        clean("date", "28/02/2024", limits={"max": "today"})
    with pytest.raises(FieldFault, match="Paling awal 01/01/2000"):
        clean("date", "31/12/1999", limits={"min": "2000-01-01"})


def test_a_nik_is_sealed_for_its_purpose() -> None:
    sealed = clean("nik", "3510 2417 0890 0001")
    assert list(sealed) == ["sealed"]
    assert NIK not in sealed["sealed"]
    assert unseal(sealed["sealed"], "nik") == NIK
    assert clean("nik", sealed) == sealed


def test_a_village_is_found_by_name_or_code(monkeypatch: pytest.MonkeyPatch) -> None:
    two = [
        PlaceOption("35.10.24.2008", "Desa Tamansari, Licin"),
        PlaceOption("35.10.05.2009", "Desa Tamansari, X"),
    ]
    here = "balai.foundation.forms.cleaning.places"
    monkeypatch.setattr(
        f"{here}.village_candidates", lambda text, within: two if text == "tamansari" else two[:1]
    )
    monkeypatch.setattr(f"{here}.is_village", lambda code, within: code == "35.10.24.2008")
    assert clean("region", "Desa Tamansari, Kecamatan Licin (35.10.24.2008)") == "35.10.24.2008"
    assert clean("region", "tamansari licin") == "35.10.24.2008"
    with pytest.raises(FieldFault, match="Ada beberapa tempat dengan nama ini"):
        clean("region", "tamansari")
    with pytest.raises(FieldFault, match="tidak ditemukan"):
        clean("region", "99.99.99.9999")
    assert places.VILLAGE_LEVEL == 4


def test_typed_text_loses_what_hides_or_reverses() -> None:
    assert tidy("a\x00b\u202ec\ud800d\r\ne\u200bf") == "abcd\nef"
    assert tidy("cafe\u0301") == "café"
    assert len(tidy("x" * 30_000)) == 20_000
