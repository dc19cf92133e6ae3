"""Forms of agreements."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.core.ui.widgets import RupiahField, WholeField
from balai.foundation.organizations.api import units_by_kind
from balai.territory.agreements import policies, selectors
from balai.territory.agreements.actions.keep_parties import LINK_DAYS
from balai.territory.agreements.actions.sign import OnPaper, Seat
from balai.territory.agreements.cards import AgreementDraft, PartyDraft
from balai.territory.agreements.models import Agreement, Party, Sort
from balai.territory.agreements.models.agreement import Standing
from balai.territory.agreements.naming import found_region
from balai.territory.innovations.api import innovation_choices
from balai.territory.visits.api import DelegationCard, delegations

Choices = list[tuple[str, Any]]
INSIDE = (Sort.UNIT,)
PLACED = (Sort.REGION,)


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _text(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **more)


def _area(label: Any, most: int, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _key(label: Any, **more: Any) -> forms.TypedChoiceField:
    """A choice among rows: their key, None for none."""
    return forms.TypedChoiceField(label=label, coerce=UUID, empty_value=None, **more)


def _money(label: Any) -> RupiahField:
    return RupiahField(label=label, required=False, least=Decimal(0))


class RegisterForm(forms.Form):
    """What the register is narrowed to; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Nomor, judul, pihak, urusan"), max_length=80, required=False)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)
    habis = forms.ChoiceField(label=_("Berakhir dalam"), required=False)
    tahun = WholeField(label=_("Tahun tanda tangan"), required=False, min_value=1945, max_value=2200)
    wilayah = forms.RegexField(r"^[0-9]{2}(\.[0-9]{2})?$", required=False)
    urut = forms.ChoiceField(label=_("Urutan"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: Choices = [("", _("Semua"))]
        _choose(self, "jenis", [*everything, *((kind.code, kind.title) for kind in selectors.kinds())])
        _choose(self, "keadaan", [*everything, *Standing.choices])
        spans = [(str(days), _("{n} hari").format(n=days)) for days in selectors.ENDING]
        _choose(self, "habis", [("", _("Kapan saja")), *spans])
        orders = {"terbaru": _("Terbaru"), "berakhir": _("Yang segera berakhir"),
                  "ditandatangani": _("Hari tanda tangan"), "judul": _("Judul")}  # fmt: skip
        _choose(self, "urut", [("", _("Biasa")), *orders.items()])

    @property
    def filters(self) -> selectors.Filters:
        """The filters that were understood."""
        self.is_valid()
        given = self.cleaned_data
        return selectors.Filters(
            kind=given.get("jenis", ""),
            standing=given.get("keadaan", ""),
            ending=int(given.get("habis") or 0),
            year=given.get("tahun") or 0,
            text=given.get("q", "").strip(),
            order=given.get("urut", ""),
            region=given.get("wilayah", ""),
        )


class AgreementForm(forms.Form):
    """An agreement about to be prepared, or what is said of one."""

    kind = forms.ChoiceField(label=_("Jenis"))
    unit = _key(_("Dikelola oleh"))
    title = _text(_("Judul"), 240)
    affair = _text(
        _("Objek: urusan yang dikerjasamakan"),
        160,
        help_text=_("Misalnya pelayanan publik, pariwisata, keuangan desa."),
    )
    scope = _area(_("Ruang lingkup"), 4000, 5, required=False)
    months = WholeField(label=_("Lama (bulan)"), required=False, min_value=1, max_value=600,
                                help_text=_("Kosong: paling lama menurut jenisnya."))  # fmt: skip
    cost = _money(_("Biaya (Rp)"))
    cost_source = _text(_("Sumber biaya"), 120, required=False)
    burdens_budget = forms.BooleanField(
        label=_("Membebani masyarakat, atau anggaran yang belum memuatnya"), required=False,
        help_text=_("Bila ya, diperlukan persetujuan DPRD sebelum tanda tangan."),
    )  # fmt: skip
    is_confidential = forms.BooleanField(
        label=_("Rahasia: hanya para pihak yang melihat rancangannya"), required=False
    )
    follows = _key(_("Menindaklanjuti"), required=False)
    delegation_id = _key(_("Lahir dari kunjungan"), required=False)
    innovations = forms.MultipleChoiceField(
        label=_("Inovasi terkait"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = policies.keeping_units(actor)
        _choose(self, "kind", [(kind.code, kind.title) for kind in selectors.kinds()])
        _choose(self, "unit", [(str(unit.id), unit.name) for unit in units])
        visits = [(str(card.id), f"{card.origin_name}, {card.first_day:%d-%m-%Y}") for card in _visits()]
        _choose(self, "delegation_id", [("", "–"), *visits])
        _choose(self, "innovations", innovation_choices())
        before = selectors.followable(unit.id for unit in units)
        _choose(
            self, "follows", [("", "–"), *((str(one.pk), f"{one.open_name} ({one.code})") for one in before)]
        )

    def for_existing(self, agreement: Agreement) -> None:
        """Ask no more what stays: kind, unit and what it follows; signed ones keep only their links."""
        fixed = ["kind", "unit", "follows"]
        if not agreement.is_prepared:
            fixed += ["title", "affair", "scope", "months", "cost", "cost_source", "burdens_budget"]
        for name in fixed:
            del self.fields[name]

    @property
    def draft(self) -> AgreementDraft:
        """What was typed."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        given["innovations"] = tuple(given.get("innovations", ()))
        given["unit_id"] = given.pop("unit", None)
        return AgreementDraft(**{"kind": "", "title": "", "affair": "", **given})


def _visits() -> list[DelegationCard]:
    """The visits of which an agreement may have come, the latest first."""
    return [card for card in delegations(received=False) if card.first_day]


class PartyForm(forms.Form):
    """A further party."""

    sort = forms.ChoiceField(label=_("Siapa"))
    region = _text(
        _("Wilayah: nama atau kode"),
        80,
        required=False,
        help_text=_("Untuk daerah lain, misalnya Sigi atau 72.10."),
    )
    unit = _key(_("Unit atau desa di sini"), required=False)
    name = _text(
        _("Nama pihak"), 160, required=False, help_text=_("Kosong: nama resmi wilayah atau unitnya.")
    )
    country = _text(_("Negara"), 80, required=False)
    signer = _text(_("Yang menandatangani"), 120, required=False)
    office = _text(_("Jabatannya"), 160, required=False)

    def __init__(self, sorts: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(Sort.choices)
        _choose(self, "sort", [(sort, names[sort]) for sort in sorts])
        _choose(self, "unit", [("", "–"), *((str(unit.id), unit.name) for unit in units_by_kind())])

    def clean(self) -> dict[str, Any]:
        """The region by its name or code, the unit where one is asked."""
        given = super().clean() or {}
        sort = given.get("sort")
        if sort in PLACED:
            self._find(given)
        if sort in INSIDE and not given.get("unit"):
            self.add_error("unit", _("Pilih unitnya."))
        return given

    def _find(self, given: dict[str, Any]) -> None:
        try:
            given["region"] = found_region(given.get("region", ""))
        except Invalid as error:
            self.add_error("region", str(error))

    @property
    def draft(self) -> PartyDraft:
        """What was typed; a region or a unit only where the sort has one."""
        given, sort = self.cleaned_data, self.cleaned_data["sort"]
        return PartyDraft(
            sort=sort,
            name=given["name"],
            signer=given["signer"],
            office=given["office"],
            unit_id=given["unit"] if sort in INSIDE else None,
            region_code=given["region"] if sort in PLACED else "",
            country=given["country"],
        )


class SignerForm(forms.Form):
    """Who signs for a party."""

    signer = _text(_("Yang menandatangani"), 120)
    office = _text(_("Jabatannya"), 160, required=False)


class NumberForm(forms.Form):
    """Under which number a party keeps the agreement."""

    number = _text(_("Nomor pihak ini"), 120)


class LinkForm(forms.Form):
    """For whom a private link is made, and how long it holds."""

    guest = _text(
        _("Untuk siapa"),
        80,
        help_text=_("Nama orangnya; tercatat pada semua yang dilakukan lewat tautan ini."),
    )
    days = forms.TypedChoiceField(
        label=_("Berlaku"),
        coerce=int,
        initial=LINK_DAYS[1],
        choices=[(days, _("{n} hari").format(n=days)) for days in LINK_DAYS],
    )


class TextForm(forms.Form):
    """The text of an agreement."""

    text = forms.CharField(
        label=_("Naskah"), max_length=200_000, widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_(
            "Baris yang diawali ## memulai klausul baru. Naskah dari pengolah kata dapat ditempel: setiap Pasal "
            "menjadi klausul."
        ),
    )  # fmt: skip
    note = _text(_("Apa yang berubah"), 300, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class RemarkForm(forms.Form):
    """A remark on a clause, with the wording that is proposed."""

    clause = forms.CharField(widget=forms.HiddenInput, max_length=20)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=32_767)
    text = _area(_("Catatan"), 1000, 2)
    proposal = _area(_("Usulan bunyi klausul"), 8000, 5, required=False)


class AnswerForm(forms.Form):
    """What one says to a remark."""

    jawaban = forms.ChoiceField(choices=[("terima", "terima"), ("tolak", "tolak")])
    reason = forms.CharField(max_length=500, required=False)


class DutyForm(forms.Form):
    """What a side owes by a day."""

    party_id = _key(_("Siapa"))
    text = _area(_("Wajib melakukan apa"), 500, 3)
    due_on = forms.DateField(label=_("Paling lambat"))
    unit_id = _key(
        _("Unit yang melaksanakan"), required=False, help_text=_("Untuk kewajiban daerah sendiri.")
    )
    officer = _text(_("Penanggung jawab"), 120, required=False)
    amount = _money(_("Jumlah uang (Rp)"))

    def __init__(self, parties: Iterable[Party], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "party_id", [(str(party.pk), party.name) for party in parties])
        _choose(self, "unit_id", [("", "–"), *((str(unit.id), unit.name) for unit in units_by_kind())])


class SeatsForm(forms.Form):
    """How each party signs, and in which turn; sides with the same turn sign in any order."""

    def __init__(self, parties: Iterable[Party], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = list(parties)
        ways = [("certificate", _("Dengan sertifikat elektroniknya sendiri")), ("paper", _("Di atas kertas"))]
        for party in self.parties:
            if party.unit_id is None:
                self.fields[f"way-{party.pk}"] = forms.ChoiceField(
                    label=_("{name} menandatangani").format(name=party.name), choices=ways
                )
            self.fields[f"turn-{party.pk}"] = WholeField(
                label=_("Giliran {name}").format(name=party.name),
                min_value=0,
                max_value=99,
                initial=party.place,
                help_text=_("Giliran yang sama: siapa pun lebih dahulu. 0: kapan saja."),
            )

    @property
    def seats(self) -> dict[UUID, Seat]:
        """What was chosen, by party."""
        given = self.cleaned_data
        return {
            party.pk: Seat(given.get(f"way-{party.pk}") == "certificate", given[f"turn-{party.pk}"])
            for party in self.parties
        }


class PaperForm(forms.Form):
    """Who signed the original on paper, beside the scan of it; those of here say why."""

    pihak = forms.MultipleChoiceField(
        label=_("Yang menandatangani naskah ini"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih sekurangnya satu.")},
    )
    alasan = forms.CharField(
        label=_("Mengapa pihak dari sini menandatangani di atas kertas"),
        help_text=_("Hanya bila pihak dari sini dipilih: ia dapat menandatangani dengan sertifikatnya."),
        max_length=300,
        required=False,
    )

    def __init__(self, parties: Iterable[Party], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = list(parties)
        self.fields["pihak"].choices = [  # type: ignore[attr-defined]
            (str(party.pk), f"{party.name} · {party.signer}" if party.signer else party.name)
            for party in self.parties
        ]
        self.fields["pihak"].initial = [str(party.pk) for party in self.parties if not party.signs_document]
        if not any(party.unit_id for party in self.parties):
            del self.fields["alasan"]

    @property
    def signed(self) -> OnPaper:
        """Who signed on paper, and why those of here did."""
        chosen = {UUID(pk) for pk in self.cleaned_data["pihak"]}
        return OnPaper(sorted(chosen), self.cleaned_data.get("alasan", ""))


class OwnSignatureForm(forms.Form):
    """The file that was signed outside."""

    file = forms.FileField(label=_("Naskah yang sudah Anda tandatangani (PDF)"))
    is_sure = forms.BooleanField(
        label=_("Sertifikat itu memang milik yang menandatangani untuk pihak kami"), required=False
    )

    def clean_file(self) -> bytes:
        """The bytes of the file."""
        content: bytes = self.cleaned_data["file"].read()
        return content


class ExtendForm(forms.Form):
    """Until when it holds now, and by what."""

    until = forms.DateField(label=_("Berlaku sampai dengan"))
    number = _text(_("Nomor adendum"), 120)
    signed_on = forms.DateField(label=_("Ditandatangani pada"))
    reason = _area(_("Alasan"), 500, 3)


class StopForm(forms.Form):
    """Why it ends early."""

    ended_on = forms.DateField(label=_("Berakhir pada"))
    reason = _area(_("Alasan"), 500, 3, help_text=_("Sekurangnya sepuluh huruf."))


class ReportForm(forms.Form):
    """What a year brought."""

    year = forms.TypedChoiceField(label=_("Tahun"), coerce=int)
    results = _area(_("Hasil"), 4000, 5)
    obstacles = _area(_("Kendala"), 4000, 3, required=False)
    advice = _area(_("Saran tindak lanjut"), 2000, 3)

    def __init__(self, years: Iterable[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "year", [(str(year), str(year)) for year in years])


class SignedForm(forms.Form):
    """An agreement that was signed before Balai, or elsewhere, with one other region or body; more are added later."""

    kind = forms.ChoiceField(label=_("Jenis"))
    unit = _key(_("Dikelola oleh"))
    title = _text(_("Judul"), 240)
    affair = _text(_("Objek: urusan yang dikerjasamakan"), 160)
    partners = _area(
        _("Pihak lain, satu baris satu pihak"),
        1600,
        4,
        help_text=_("Nama atau kode wilayah; yang bukan wilayah ditulis lengkap."),
    )
    signed_on = forms.DateField(label=_("Ditandatangani pada"))
    place = _text(_("Tempat"), 160, required=False)
    number = _text(_("Nomor kita"), 120, required=False)
    ends_on = forms.DateField(label=_("Berlaku sampai dengan"), required=False)
    source = _text(
        _("Sumber"),
        240,
        required=False,
        help_text=_("Dari mana ini diketahui, misalnya arsip atau berita pers."),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "kind", [(kind.code, kind.title) for kind in selectors.kinds()])
        _choose(self, "unit", [(str(unit.id), unit.name) for unit in policies.keeping_units(actor)])


class KindForm(forms.Form):
    """What an administrator corrects of a kind."""

    longest_months = WholeField(label=_("Paling lama (bulan)"), min_value=1, max_value=600)
    follow_months = WholeField(
        label=_("Tindak lanjut dalam (bulan)"),
        min_value=0,
        max_value=120,
        help_text=_("0: tidak ada tindak lanjut yang ditagih."),
    )
    remind_days = _text(
        _("Ingatkan berapa hari sebelum berakhir"),
        80,
        required=False,
        help_text=_("Bilangan dipisah koma, misalnya 180, 90, 30."),
    )
    source = _text(_("Dasar hukum"), 300)

    def clean_remind_days(self) -> tuple[int, ...]:
        """The days as numbers."""
        parts = [part.strip() for part in self.cleaned_data["remind_days"].split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise forms.ValidationError(_("Tulis bilangan yang dipisah koma."))
        return tuple(int(part) for part in parts)
