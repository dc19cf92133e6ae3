"""Every component in every state, for whoever builds a page; only in demo and development.

``?ruang=kerja`` shows it in the workplace's frame, ``?tema=gelap`` in the dark theme. People and figures
are invented.
"""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from balai.core.actor import Actor
from balai.core.ui.navigation import Group, Link
from balai.core.ui.widgets import DayInput, MoneyInput, NikInput, PhoneInput, RupiahField

THEMES = {"terang": "light", "gelap": "dark"}
OFFICER = Actor(user_id=UUID(int=1), name="Sri Wahyuni (fiktif)")
ROWS = [
    (
        "Terlambat",
        "bad",
        "Terlambat 1 hari",
        "Izin Reklame, Toko Sumber Rejeki",
        "RKL-4M2D-8T1V",
        "Kunjungan lokasi",
    ),
    (
        "Hari ini",
        "warn",
        "Hari ini 11.30",
        "Akta Kelahiran, bayi Ny. Rina",
        "AKT-9P4C-2W7K",
        "Periksa berkas",
    ),
    ("Berikutnya", "info", "Besok", "Surat Izin Penelitian", "PNL-6F1J-7Y4R", "Setujui"),
]
DISTRICTS = [
    ("35.10.24", "Licin", "8 desa"),
    ("35.10.05", "Muncar", "10 desa"),
    ("35.10.16", "Banyuwangi", "18 kelurahan"),
]


class SampleForm(forms.Form):
    """One field of every kind."""

    nama = forms.CharField(label="Nama usaha", help_text="Seperti tertulis di papan nama.")
    nik = forms.CharField(label="NIK", widget=NikInput, help_text="16 angka, ada di KTP.")
    telepon = forms.CharField(label="Nomor telepon", widget=PhoneInput)
    mulai = forms.DateField(label="Tanggal mulai usaha", widget=DayInput)
    modal = RupiahField(label="Modal", widget=MoneyInput)
    kecamatan = forms.ChoiceField(label="Kecamatan", choices=[row[:2] for row in DISTRICTS])
    tempat = forms.ChoiceField(
        label="Tempat usaha", choices=[("milik", "Milik sendiri"), ("sewa", "Sewa")], widget=forms.RadioSelect
    )
    hari = forms.MultipleChoiceField(
        label="Hari buka",
        choices=[("kerja", "Senin sampai Jumat"), ("akhir", "Sabtu dan Minggu")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    keterangan = forms.CharField(label="Keterangan", widget=forms.Textarea, required=False)
    foto = forms.FileField(
        label="Foto tempat usaha",
        help_text="JPG atau PNG, paling besar 5 MB.",
        widget=forms.FileInput({"data-max": 5_000_000, "accept": "image/*"}),
    )
    benar = forms.BooleanField(label="Isian ini benar menurut saya.")


def show(request: HttpRequest) -> HttpResponse:
    """The gallery; 404 on an installation that serves people."""
    _only_for_builders()
    messages.success(request, "Surat sudah dikirim ke Kepala Desa.")
    return render(request, "core/gallery.html", _samples(request))


@require_POST
def save(request: HttpRequest) -> JsonResponse:
    """What a form that saves itself expects; nothing is kept here."""
    _only_for_builders()
    return JsonResponse({"version": int(request.POST["version"]) + 1})


def _only_for_builders() -> None:
    if not (settings.DEMO or settings.DEBUG):
        raise Http404


def _samples(request: HttpRequest) -> dict[str, Any]:
    is_work = request.GET.get("ruang") == "kerja"
    room = (
        {"base": "workplace.html", "actor": OFFICER, "work_groups": _work_groups()}
        if is_work
        else {"base": "portal.html"}
    )
    wrong = SampleForm(
        {"nama": "Warung Bu Tini (fiktif)", "nik": "3510", "modal": "1.50", "kecamatan": "35.10.24"}
    )
    return {
        **room,
        "theme": THEMES.get(request.GET.get("tema", ""), ""),
        "is_work": is_work,
        "form": SampleForm(initial={"modal": Decimal(12_500_000), "tempat": "milik"}, auto_id="kosong_%s"),
        "wrong": wrong,
        "steps": [{"label": label, "href": "?"} for label in ("Usaha", "Tempat", "Berkas", "Kirim")],
        "trail": [("Layanan", "?"), ("Desa Tamansari", "")],
        "rows": ROWS,
        "districts": DISTRICTS,
        "page": Paginator(range(90), 25).page(2),
        "now": datetime(2024, 2, 27, 7, 3, tzinfo=UTC),
        "amount": Decimal("1234567.50"),
        "tones": ["good", "warn", "bad", "info", "calm"],
        "words": ["Terbit", "Menunggu Anda", "Ditolak", "Diperiksa", "Belum mulai"],
    }


def _work_groups() -> list[Group]:
    return [
        Group(
            "",
            (
                Link("Kotak kerja", "inbox", "/galeri/", True, "14"),
                Link("Antrean", "users", "?", False, "999+"),
                Link("Layanan", "file-text", "?", False, ""),
            ),
        ),
        Group(
            "Desa",
            (
                Link("Penduduk", "contact-round", "?", False, ""),
                Link("Keuangan desa", "wallet", "?", False, ""),
            ),
        ),
    ]
