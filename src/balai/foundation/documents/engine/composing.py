"""Turns a request into the data of a letter: letterhead, number, blocks, code, legal footer."""

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.core.ui.qr import qr_svg
from balai.core.ui.words import local
from balai.foundation.documents import facts as fact_rules
from balai.foundation.documents import house
from balai.foundation.documents.body import built_in, printable_body
from balai.foundation.documents.engine import press
from balai.foundation.documents.letterheads import dress_of
from balai.foundation.documents.models import Template, TemplateVersion
from balai.foundation.documents.words import IssueRequest, SignatureBlock

LEGAL = (
    "UU Nomor 11 Tahun 2008 Pasal 5 ayat (1): Informasi Elektronik dan/atau Dokumen Elektronik dan/atau "
    "hasil cetaknya merupakan alat bukti hukum yang sah."
)
CERTIFIED = (
    "Dokumen ini ditandatangani secara elektronik dengan sertifikat elektronik yang diterbitkan oleh Balai "
    "Besar Sertifikasi Elektronik (BSrE), BSSN."
)
TRIAL = (
    "Penanda tangan uji coba: sertifikatnya diterbitkan oleh otoritas sertifikat lokal Balai, bukan oleh "
    "Balai Besar Sertifikasi Elektronik (BSrE), BSSN."
)
STANDING_WORDS = {"plt": "Plt.", "plh": "Plh.", "delegasi": "", "definitif": ""}


@dataclass(frozen=True)
class Letter:
    """A request with everything resolved but number and code."""

    request: IssueRequest
    version: TemplateVersion
    code_prefix: str
    title: str
    facts: dict[str, str]
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True)
class Marks:
    """What makes a letter one of a kind. ``is_trial``: the signer is not BSrE."""

    number: str
    code: str
    is_trial: bool
    is_preview: bool = False


def prepare(request: IssueRequest) -> Letter:
    """Resolve template, kind, classification, facts and validity. Raises Invalid."""
    template = Template.objects.filter(pk=request.template).first()
    if template is None or template.current_id is None:
        raise Invalid(_("Templat “{code}” belum dipasang.").format(code=request.template))
    if not request.blocks:
        raise Invalid(_("Surat memerlukan sedikitnya satu penanda tangan."))
    version = _version(template.current_id)
    valid_days = template.valid_days if request.valid_days is None else request.valid_days
    first_day = max(request.valid_from or house.today(), house.today())
    return Letter(
        request=replace(
            request,
            kind=request.kind or template.kind,
            classification=request.classification or template.classification,
        ),
        version=version,
        code_prefix=template.code_prefix,
        title=local(template.name, "id"),
        facts=fact_rules.clean(version.facts, request.facts),
        valid_from=first_day if first_day > house.today() else None,
        valid_until=first_day + timedelta(days=valid_days) if valid_days else None,
    )


@lru_cache(maxsize=64)
def _version(version_id: UUID) -> TemplateVersion:
    """A version of a template. Its row never changes, so each process reads it once."""
    return TemplateVersion.objects.get(pk=version_id)


def public_url(code: str) -> str:
    """The address behind the QR code."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/v/{code}"


def compose(letter: Letter, marks: Marks) -> press.Print:
    """Print the letter. Raises Invalid when it cannot be printed with these facts."""
    dress = dress_of(letter.request.unit_id)
    data = letter_data(letter, marks, dress.letterhead)
    try:
        printed = press.run(letter.version.source, dress.emblem, data, timezone.now())
    except press.PressError as error:
        raise Invalid(_("Surat tidak dapat dicetak: {reason}").format(reason=error)) from error
    if [box.place for box in printed.boxes] != list(range(len(letter.request.blocks))):
        raise Invalid(_("Templat tidak menempatkan setiap blok tanda tangan satu kali."))
    return printed


def letter_data(letter: Letter, marks: Marks, unit: house.Letterhead) -> dict[str, Any]:
    """What the template is given."""
    url = public_url(marks.code)
    blocks = [_block(place, block) for place, block in enumerate(letter.request.blocks)]
    return {
        "state": "preview" if marks.is_preview else "final",
        "trial": marks.is_trial,
        "qr": qr_svg(url),
        "document": {
            "number": marks.number,
            "title": letter.title,
            "subject": letter.request.subject,
            "date": house.letter_date(house.today()),
            "code": marks.code,
            "provenance": [f"paket {letter.version.provenance}"] if letter.version.provenance else [],
            "url": url,
            "valid_from": house.letter_date(letter.valid_from) if letter.valid_from else "",
            "valid_until": house.letter_date(letter.valid_until) if letter.valid_until else "",
        },
        "unit": asdict(unit),
        "signer": {"title": _in_a_sentence(letter.request.blocks[0]), "name": letter.request.blocks[0].name},
        "blocks": blocks,
        "legal": [LEGAL, TRIAL if marks.is_trial else CERTIFIED],
        "facts": letter.facts,
        "body": printable_body(letter.version.body, _body_words(letter, unit), letter.version.holder),
    }


def _body_words(letter: Letter, unit: house.Letterhead) -> dict[str, str]:
    """What a standard letter may name: its facts, and what every letter knows."""
    until = house.letter_date(letter.valid_until) if letter.valid_until else ""
    return {**letter.facts, **built_in(_in_a_sentence(letter.request.blocks[0]), asdict(unit), until)}


def full_title(block: SignatureBlock) -> str:
    """``Plt. Camat Licin``, ``a.n. Kepala Desa Tamansari, Sekretaris Desa``: the post with its standing."""
    behalf = f"a.n. {block.on_behalf}, " if block.on_behalf else ""
    return f"{behalf}{_own_title(block)}"


def _own_title(block: SignatureBlock) -> str:
    return f"{STANDING_WORDS[block.standing]} {block.post_title}".strip()


def _in_a_sentence(block: SignatureBlock) -> str:
    behalf = f" atas nama {block.on_behalf}" if block.on_behalf else ""
    return f"{_own_title(block)}{behalf}"


def _block(place: int, block: SignatureBlock) -> dict[str, Any]:
    """The lines above a signature: ``a.n.`` names the post on whose behalf the holder signs."""
    title = _own_title(block)
    behalf = f"a.n. {block.on_behalf}" if block.on_behalf else ""
    heading = [line for line in (block.introduction, behalf, f"{title},") if line]
    return {
        "place": place,
        "heading": heading,
        "name": block.name,
        "rank": block.rank,
        "employee_number": block.employee_number,
        "outside": block.is_outside,
    }
