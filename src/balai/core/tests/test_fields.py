"""One look for every field: label, help and error are tied to the input for screen readers."""

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from balai.core.ui.fields import render_bound, render_plain
from balai.core.ui.widgets import NikInput, RupiahField, WholeField


class Sample(forms.Form):
    name = forms.CharField(label="Nama", help_text="Sesuai KTP", max_length=40)
    start = forms.DateField(label="Mulai")
    capital = RupiahField(label="Modal")
    nik = forms.CharField(label="NIK", widget=NikInput)
    place = forms.ChoiceField(
        label="Tempat", choices=[("a", "Milik"), ("b", "Sewa")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)


def test_help_and_error_are_described() -> None:
    with translation.override("id"):
        html = render_bound(Sample({})["name"])
    assert '<label class="field-label" for="id_name">Nama</label>' in html
    assert 'aria-describedby="id_name-help id_name-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name-help">Sesuai KTP<' in html
    assert "Bidang ini tidak boleh kosong." in html


def test_a_field_in_order_has_no_error() -> None:
    html = render_bound(Sample({"name": "Tini <b>"})["name"])
    assert "aria-invalid" not in html
    assert 'aria-describedby="id_name-help"' in html
    assert 'value="Tini &lt;b&gt;"' in html


def test_a_day_is_chosen_with_the_calendar_of_the_device() -> None:
    html = render_bound(Sample({"start": "2024-02-27"})["start"])
    assert 'type="date"' in html
    assert 'value="2024-02-27"' in html


def test_money_is_shown_grouped_and_a_refused_text_stays() -> None:
    assert 'value="12.500.000"' in render_bound(Sample(initial={"capital": Decimal(12_500_000)})["capital"])
    refused = Sample({"capital": "1.50"})
    assert 'value="1.50"' in render_bound(refused["capital"])
    assert refused.errors["capital"] == ["Tulis jumlah seperti 1.250.000 atau 1.250.000,50."]
    amount = Sample({"capital": "Rp 1.250.000"})
    amount.is_valid()
    assert amount.cleaned_data["capital"] == Decimal("1250000.00")


def test_money_is_read_again_from_where_it_was_hidden() -> None:
    class Seen(forms.Form):
        rest = RupiahField(widget=forms.HiddenInput)

    html = str(Seen(initial={"rest": Decimal("12500000.00")})["rest"])
    assert 'value="12.500.000"' in html
    assert Seen({"rest": "12.500.000"}).is_valid()


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = render_bound(Sample({"place": "b"})["place"])
    assert '<legend class="field-label">Tempat</legend>' in html
    assert html.count('type="radio"') == 2
    assert 'value="b" checked required' in html


def test_what_may_stay_empty_says_so() -> None:
    with translation.override("id"):
        assert "(boleh dikosongkan)" in render_bound(Sample()["note"])
        assert "(boleh dikosongkan)" not in render_bound(Sample()["name"])


def test_a_nik_is_never_kept_by_the_browser() -> None:
    html = render_bound(Sample()["nik"])
    assert 'autocomplete="off"' in html
    assert 'inputmode="numeric"' in html


def test_a_declared_field_gets_the_same_markup() -> None:
    html = render_plain(
        "select",
        "kecamatan",
        "Kecamatan",
        value="35.10.24",
        options=[("35.10.24", "Licin"), {"value": "35.10.05", "label": "Muncar"}],
        texts={"help": "Tempat usaha", "error": "Pilih satu", "required": True, "data-x": "1"},
    )
    assert 'name="kecamatan" id="id_kecamatan" data-x="1" class="entry entry-select"' in html
    assert '<option value="35.10.24" selected>Licin</option>' in html
    assert 'aria-describedby="id_kecamatan-help id_kecamatan-error"' in html


def test_a_declared_choice_may_explain_itself() -> None:
    html = render_plain("radio", "t", "Tempat", value="a", options=[("a", "Licin", "8 desa")], texts={})
    assert '<span class="choice-note">8 desa</span>' in html
    assert 'value="a" checked' in html


class Counted(forms.Form):
    people = WholeField(label="Orang", required=False, min_value=1, max_value=5000)
    cost = RupiahField(label="Biaya", required=False, least=Decimal(0))


@pytest.mark.parametrize(
    ("typed", "people"), [("12", 12), ("2.000", 2000), (" 4 ", 4), ("", None), ("-", None)]
)
def test_a_whole_number_is_read_as_people_write_it(typed: str, people: int | None) -> None:
    form = Counted({"people": typed})
    assert (form.is_valid(), form.cleaned_data.get("people")) == (typed != "-", people)


@pytest.mark.parametrize("typed", ["dua puluh", "20 orang", "2,000", "2.0", "1e3", "2.00.0"])
def test_what_is_no_whole_number_is_refused_and_stays(typed: str) -> None:
    form = Counted({"people": typed})
    assert form.errors["people"] == ["Tulis dengan angka bulat, misalnya 12."]
    html = render_bound(form["people"])
    assert f'value="{typed}"' in html
    assert 'type="text"' in html  # a box for numbers would hand over nothing of it


@pytest.mark.parametrize("typed", ["dua juta", "2 jt", "Rp 2 juta"])
def test_an_amount_in_words_is_refused_where_it_may_be_empty_too(typed: str) -> None:
    form = Counted({"cost": typed})
    assert form.errors["cost"] == ["Tulis jumlah seperti 1.250.000 atau 1.250.000,50."]
    assert f'value="{typed}"' in render_bound(form["cost"])


def test_an_amount_below_nought_is_refused_where_there_is_none() -> None:
    assert Counted({"cost": "-5"}).errors["cost"] == ["Jumlah rupiah tidak boleh kurang dari nol."]
