"""A standard letter as its editor asks it: a text in which facts of a form stand in braces, and a few settings.

From that comes the entry of a pack: the facts that the text names, each as the form knows it, and the body as data.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from balai.core.content import ContentError
from balai.core.errors import NotVisible
from balai.core.ui.editing import Line, Number, One, Part, Text, Words
from balai.core.ui.words import local
from balai.foundation.documents.actions.install import check_entry, read_standard, try_print
from balai.foundation.documents.body import BUILT_IN, as_text, names_in, read_text
from balai.foundation.documents.models import Template
from balai.foundation.forms.api import FieldSpec, form_codes, get_form

Body = dict[str, Any]
EXAMPLES = {
    "nik": "0000000000000000",
    "kk": "0000000000000000",
    "date": "2 Januari 2026",
    "money": "Rp 1.000.000",
    "integer": "10",
    "decimal": "2,5",
}
OPENING = "Yang bertanda tangan di bawah ini {penandatangan}, {wilayah}, menerangkan dengan sebenarnya bahwa:"
CLOSING = "Demikian surat ini dibuat agar dapat dipergunakan sebagaimana mestinya."
SETTINGS = ("classification", "valid_days", "holder", "personal")


def new_letter(code: str, name: dict[str, str], form: str) -> Body:
    """A letter from nothing that can be printed at once: it tells what the form asks."""
    offered = facts_of_form(form)
    rows = "\n".join(f"{fact['label']['id']}: {{{fact['name']}}}" for fact in offered)
    holder = next((fact["name"] for fact in offered), "")
    letters = "".join(word[:1] for word in name["id"].upper().split() if word[:1].isalpha())
    return {
        "code": code,
        "name": name,
        "form": form,
        "text": "\n\n".join(filter(None, [OPENING, rows, CLOSING])),
        "kind": "surat-keterangan",
        "code_prefix": (letters + "SK")[:3],
        "holder": holder,
        "personal": True,
        "facts": [],
    }


def letter_of(template: Template, form: str) -> Body:
    """The letter in force as the editor asks it. Raises NotVisible for one that is written in Typst."""
    version = template.current
    if version is None or not version.body:
        raise NotVisible(_("Surat ini ditulis dalam Typst oleh pembuat paketnya; ubah lewat paket."))
    return {
        "code": template.code,
        "name": template.name,
        "form": form,
        "text": as_text(version.body),
        "kind": template.kind,
        "code_prefix": template.code_prefix,
        "classification": template.classification,
        "valid_days": template.valid_days,
        "holder": version.holder,
        "personal": version.is_personal,
        "facts": version.facts,
    }


def facts_of_form(code: str) -> list[Body]:
    """What the answers to a form give a letter; files and tick boxes give nothing to print."""
    if not code or code not in form_codes():
        return []
    fields = get_form(code).fields()
    return [
        _fact(field) for field in fields if not field.is_file and field.type not in ("consent", "coordinates")
    ]


def _fact(field: FieldSpec) -> Body:
    kind = field.type if field.type in ("nik", "kk", "date") else "text"
    label = {"id": field.label.id, "en": field.label.en}
    fact = {
        "name": field.name,
        "label": label,
        "kind": kind,
        "required": field.required and field.when is None,
    }
    return {**fact, "example": EXAMPLES.get(field.type, field.label.id)}


def facts_for(letter: Body) -> dict[str, Body]:
    """Every fact that the text may name: those of the form, and those that the letter had before."""
    offered = [*letter["facts"], *facts_of_form(letter["form"])]
    return {fact["name"]: fact for fact in offered}


def entry_of(letter: Body) -> Body:
    """The letter as an entry of a pack."""
    body = read_text(letter["text"])
    known, names = facts_for(letter), names_in(body)
    facts = [known[name] for name in names if name in known]
    entry = {key: letter[key] for key in ("code", "name", "kind", "code_prefix")}
    settings = {key: letter[key] for key in SETTINGS if letter.get(key) not in (None, "")}
    return {**entry, **settings, "facts": facts, "body": body}


def faults_of(letter: Body) -> list[ContentError]:
    """What stands against publishing, each with the part of the editor that it concerns."""
    missing = list(_missing(letter))
    if missing:
        return missing
    try:
        entry = entry_of(letter)
        check_entry(entry, 0)
        try_print(entry, read_standard(), 0)
    except ContentError as fault:
        return [ContentError(str(fault), (_part_of(fault),))]
    return []


def _missing(letter: Body) -> Iterator[ContentError]:
    if not all((letter.get("name") or {"id": ""}).values()):
        yield ContentError(_("Tulis nama surat dalam kedua bahasa."), ("name",))
    if not letter.get("text", "").strip():
        yield ContentError(_("Tulis isi surat."), ("text",))
    prefix = letter.get("code_prefix") or ""
    if not (prefix.isascii() and prefix.isalpha() and prefix.isupper() and 2 <= len(prefix) <= 6):
        yield ContentError(_("Awalan kode: 2 sampai 6 huruf besar."), ("code_prefix",))


def _part_of(fault: ContentError) -> str:
    key = str(fault.path[1]) if len(fault.path) > 1 else ""
    return {"body": "text", "facts": "text"}.get(key, key or "text")


def parts_of(letter: Body) -> tuple[Part, ...]:
    """What the page of the letter asks."""
    codes = [(code, str(get_form(code).title)) for code in form_codes()]
    holders = [(name, local(fact["label"])) for name, fact in facts_for(letter).items()]
    return (
        Words("name", _("Nama surat")),
        Text(
            "text",
            _("Isi surat"),
            _("Baris kosong memisahkan bagian. Data ditulis dalam kurung kurawal."),
            16,
        ),
        One("form", _("Data diambil dari formulir"), codes),
        One("holder", _("Surat ini untuk"), holders, _("Namanya disingkat di halaman pemeriksaan umum.")),
        Line("code_prefix", _("Awalan kode surat"), _("2 sampai 6 huruf besar, misalnya IKR.")),
        Line("kind", _("Jenis surat untuk penomoran"), _("Misalnya surat-keterangan atau izin.")),
        Line("classification", _("Kode klasifikasi arsip"), _("Misalnya 300.1.4; boleh kosong.")),
        Number(
            "valid_days", _("Berlaku berapa hari"), 1, 36_500, _("Kosongkan bila berlaku tanpa batas waktu.")
        ),
    )


def insertable(letter: Body) -> list[tuple[str, str]]:
    """What can be written in braces, with what it stands for."""
    own = [(name, local(fact["label"])) for name, fact in facts_for(letter).items()]
    return [*own, *((name, str(label)) for name, label in BUILT_IN.items())]
