"""A signature that somebody outside put on our PDF with an own certificate, at an own tool.

What comes back must be exactly what was offered with one update behind it, and the update must be one signature and
nothing else: pyHanko compares every object of the two states, so that text, pages and earlier signatures stay.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, cast

from asn1crypto import x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, SuspiciousModification
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

LARGEST_UPDATE = 2_000_000  # bytes: a signature with its chain and revocation lists has far less
SLACK = 2.0  # points by which a mark may stand out of its place
FAULTS = (
    PdfError, SigningError, SignatureValidationError, PathError, ValueError, KeyError, TypeError, AttributeError,
    IndexError, AssertionError, NotImplementedError, OverflowError, RecursionError,
)  # fmt: skip
USAGES = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, key_usage_forbidden=None, match_all_key_usages=False
)
Box = tuple[float, float, float, float]


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """What came back is not taken; the sentence says what to do instead."""


@dataclass(frozen=True)
class Certificate:
    """Who signed, as the certificate says; ``root`` names the trusted root of its chain, empty without one."""

    holder: str
    subject: str
    issuer: str
    serial: str
    until: datetime
    root: str

    def facts(self) -> dict[str, str]:
        """As it is kept with the signature; the serial number has a column of its own."""
        return {
            "holder": self.holder,
            "subject": self.subject,
            "issuer": self.issuer,
            "until": self.until.isoformat(),
            "root": self.root,
        }


def read_update(offered: bytes, content: bytes, field: str) -> EmbeddedPdfSignature:
    """The one signature by which the content goes on from what was offered; ``field`` is where it belongs.

    Raises Refused for everything else: no PDF, another file, an altered page, a remark, two signatures, a signature
    that forbids the next one, or whose mark covers text.
    """
    _require_update(offered, content)
    try:
        reader = PdfFileReader(BytesIO(content))
        before = PdfFileReader(BytesIO(offered))
        signature = _the_new_one(before, reader)
        _require_open_for_others(signature)
        _require_nothing_else(before, reader)
        _require_in_place(before, signature, field)
    except FAULTS as fault:
        raise Refused(_("Berkas ini tidak dapat dibaca sebagai PDF bertanda tangan.")) from fault
    return signature


def _require_update(offered: bytes, content: bytes) -> None:
    if not content.startswith(b"%PDF-"):
        raise Refused(_("Berkas ini bukan PDF."))
    if content == offered:
        raise Refused(_("Berkas ini belum ditandatangani: sama persis dengan yang diunduh."))
    if not content.startswith(offered):
        raise Refused(
            _(
                "Berkas ini bukan lanjutan dari naskah yang ditawarkan. Unduh naskahnya dari halaman ini, tandatangani "
                "tanpa mencetak atau menyimpannya ulang, lalu unggah."
            )
        )
    if len(content) - len(offered) > LARGEST_UPDATE:
        raise Refused(_("Tambahan pada berkas ini terlalu besar untuk sebuah tanda tangan."))


def _the_new_one(before: PdfFileReader, reader: PdfFileReader) -> EmbeddedPdfSignature:
    known = {each.field_name for each in before.embedded_signatures}
    new = [each for each in reader.embedded_signatures if each.field_name not in known]
    if not new:
        raise Refused(_("Tidak ada tanda tangan baru di dalam berkas ini."))
    if len(new) > 1 or new[0].sig_object_type == "/DocTimeStamp":
        raise Refused(_("Berkas ini memuat lebih dari satu tanda tangan baru. Unggah satu demi satu."))
    return new[0]


def _require_nothing_else(before: PdfFileReader, reader: PdfFileReader) -> None:
    """Every revision after the offered one may hold a signature and its proof, nothing besides."""
    found = DEFAULT_DIFF_POLICY.review_file(reader, before.xrefs.total_revisions - 1)
    if isinstance(found, SuspiciousModification):
        raise Refused(
            _(
                "Selain tanda tangan, isi berkas ini berubah: halaman, catatan atau isian. Unduh lagi naskahnya dan "
                "tandatangani tanpa mengubah apa pun."
            )
        )


def _require_open_for_others(signature: EmbeddedPdfSignature) -> None:
    if signature.docmdp_level is not None or signature.fieldmdp is not None:
        raise Refused(
            _(
                "Tanda tangan ini mengunci naskah terhadap penanda tangan berikutnya. Pilih “tanda tangani”, bukan "
                "“sertifikasi” atau “kunci dokumen”."
            )
        )


def _require_in_place(before: PdfFileReader, signature: EmbeddedPdfSignature, field: str) -> None:
    """In the field that was offered, or in one of its own that is invisible or stands within that place."""
    if signature.field_name == field:
        return
    place, page = _place_of(before, field)
    mark = _mark_of(signature)
    found = _box(mark)
    is_invisible = found[0] == found[2] or found[1] == found[3]
    is_inside = "/P" in mark and _key(mark.raw_get("/P")) == page and _lies_in(found, place)
    if signature.field_name in _fields(before) or not (is_invisible or is_inside):
        raise Refused(
            _(
                "Cap tanda tangan berada di luar tempatnya. Pakai kolom kosong yang disediakan untuk pihak Anda."
            )
        )


def _mark_of(signature: EmbeddedPdfSignature) -> Any:
    """What stands on the page: the field itself, or its one widget."""
    field = signature.sig_field
    return field if "/Rect" in field else field["/Kids"][0]


def _fields(reader: PdfFileReader) -> set[str]:
    return {str(each.get_object()["/T"]) for each in reader.root["/AcroForm"]["/Fields"]}


def _place_of(reader: PdfFileReader, field: str) -> tuple[Box, Any]:
    for each in reader.root["/AcroForm"]["/Fields"]:
        row = each.get_object()
        if row["/T"] == field:
            return _box(row), _key(row.raw_get("/P"))
    raise KeyError(field)


def _key(reference: Any) -> tuple[int, int]:
    return (reference.idnum, reference.generation)


def _box(row: Any) -> Box:
    left, bottom, right, top = (float(each) for each in row["/Rect"])
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _lies_in(box: Box, place: Box) -> bool:
    left, bottom = (box[at] >= place[at] - SLACK for at in (0, 1))
    right, top = (box[at] <= place[at] + SLACK for at in (2, 3))
    return left and bottom and right and top


def read_certificate(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], now: datetime
) -> Certificate:
    """The certificate of a signature that holds now. Raises Refused for a broken one, or one that does not hold today.

    A chain that leads to none of the roots is no reason to refuse: ``root`` is then empty. Nothing is fetched.
    """
    try:
        status = _checked(signature, roots, now)
        certificate = signature.signer_cert
        begins, until = (
            cast(datetime, certificate.not_valid_before),
            cast(datetime, certificate.not_valid_after),
        )
    except FAULTS as fault:
        raise Refused(_("Tanda tangan di dalam berkas ini tidak dapat diperiksa.")) from fault
    if not (status.intact and status.valid and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION):
        raise Refused(_("Tanda tangan di dalam berkas ini rusak atau tidak mencakup seluruh naskah."))
    if not begins <= now <= until:
        raise Refused(_("Sertifikat penanda tangan tidak berlaku hari ini."))
    if not _is_for_signing(certificate):
        raise Refused(_("Sertifikat ini tidak dibuat untuk menandatangani."))
    return Certificate(
        holder=_clean(_first(certificate, "common_name"), 160),
        subject=_clean(_named(certificate.subject), 300),
        issuer=_clean(_named(certificate.issuer), 300),
        serial=f"{certificate.serial_number:x}"[:64],
        until=until,
        root=_root_of(status),
    )


def signature_by(pdf: bytes, serial: str) -> EmbeddedPdfSignature:
    """The signature of the certificate with a serial number (hexadecimal), as the file stands. Raises Refused."""
    try:
        for each in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures:
            if f"{each.signer_cert.serial_number:x}" == serial:
                return each
    except FAULTS as fault:
        raise Refused(_("Tanda tangan di dalam berkas ini tidak dapat diperiksa.")) from fault
    raise Refused(_("Tidak ada tanda tangan baru di dalam berkas ini."))


def _root_of(status: PdfSignatureStatus) -> str:
    path = status.validation_path
    return _clean(_named(path.first.subject), 160) if status.trusted and path else ""


def _checked(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], now: datetime
) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=list(roots), moment=now, allow_fetching=False, revocation_mode="soft-fail"
    )
    return validate_pdf_signature(signature, context, key_usage_settings=USAGES)


def _is_for_signing(certificate: x509.Certificate) -> bool:
    usage = certificate.key_usage_value
    return usage is None or bool({"digital_signature", "non_repudiation"} & usage.native)


def _first(certificate: x509.Certificate, name: str) -> str:
    value = certificate.subject.native.get(name, "")
    return str(value[0] if isinstance(value, list) else value)


def _named(name: x509.Name) -> str:
    """The words of a name in their order: common name first, as people read it."""
    native = dict(name.native)
    words = [native.pop("common_name", ""), *native.values()]
    flat = (each for word in words for each in (word if isinstance(word, list) else [word]))
    return ", ".join(str(each) for each in flat if each)


def authority_name(certificate: x509.Certificate) -> str:
    """The name of an authority as its certificate says."""
    return _clean(_named(certificate.subject), 300)


def _clean(text: str, longest: int) -> str:
    """One line without control letters, nor those that turn the direction of a line."""
    written = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in text)
    return " ".join(written.split())[:longest]
