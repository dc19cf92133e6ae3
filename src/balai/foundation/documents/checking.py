"""What the public may ask: is this code ours and in force, and is this file what was issued?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from uuid import UUID

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from balai.core.ids import read_code
from balai.foundation.documents import cards, house
from balai.foundation.documents.models import Document, DocumentFile
from balai.foundation.documents.registers import register_entries
from balai.foundation.documents.words import IN_FORCE, Comparison, Verification
from balai.foundation.organizations import api as organizations
from balai.foundation.regions.api import zone


def verify(code: str) -> Verification:
    """The public answer for a code as somebody typed or scanned it; state ``unknown`` when it is not ours."""
    document = _find(code)
    if document is None:
        return Verification(code=(read_code(code) or code.strip().upper())[:32], state="unknown")
    return _as_registered(document, _verification(document))


def _verification(document: Document) -> Verification:
    return Verification(
        code=document.code,
        state=cards.state_of(document, house.today()),
        title=document.title,
        number=document.number.text,
        unit_name=organizations.get_unit(document.unit_id).name,
        issued_at=document.issued_at,
        valid_from=document.valid_from,
        valid_until=document.valid_until,
        holder_initials=document.holder_initials,
        signatures=cards.judged_cards(document.pk),
        ended_at=document.ended_at,
        end_reason=document.get_end_reason_display() if document.end_reason else "",
        replaced_by=document.replaced_by.code if document.replaced_by else "",
        since=document.ended_at.astimezone(zone()).date() if document.ended_at else None,
        provenance=document.template_version.provenance,
        is_lasting=document.proof == Document.Proof.LASTING,
    )


def _as_registered(document: Document, found: Verification) -> Verification:
    """The same with what a register says: a letter in force may grant nothing today."""
    entry = register_entries([document.pk]).get(document.pk) if found.state in IN_FORCE else None
    if entry is None:
        return found
    return replace(
        found,
        state=entry.state,
        since=entry.since,
        effect=entry.effect,
        replaced_by=_code_of(entry.follower_id) if entry.follower_id else "",
    )


def _code_of(document_id: UUID) -> str:
    return str(Document.objects.values_list("code", flat=True).get(pk=document_id))


def _find(code: str) -> Document | None:
    canonical = read_code(code)
    if canonical is None:
        return None
    rows = Document.objects.select_related("number", "replaced_by", "template_version")
    documents = rows.defer("template_version__source", "template_version__body").prefetch_related(
        "signatures"
    )
    return documents.filter(code=canonical).first()


def compare(code: str, content: bytes) -> Comparison:
    """How a file relates to the document with the code.

    ``identical``: the newest state, byte for byte. ``earlier``: what was issued before a further signature.
    ``changed``: it carries our signature, but was changed afterwards. ``foreign``: not issued here under
    this code.
    """
    digest = sha256(content).hexdigest()
    document = _find(code)
    if document is None:
        return Comparison("foreign", digest)
    files = list(document.files.all())
    if digest in {file.sha256 for file in _saying_the_same(files)}:
        return Comparison("identical", digest)
    if digest in {file.sha256 for file in files}:
        return Comparison("earlier", digest)
    serials = {each.certificate_serial for each in document.signatures.all() if each.certificate_serial}
    if starts_with_ours(content, [file.size for file in files], {file.sha256 for file in files}):
        return Comparison("changed", digest)
    ours = bool(serials & serials_in(content)) and document.code.encode() in _metadata(content)
    return Comparison("changed" if ours else "foreign", digest)


def _saying_the_same(files: list[DocumentFile]) -> Iterator[DocumentFile]:
    """The newest file, and earlier ones to which only proof of the same signatures was added."""
    for file in files:
        yield file
        if not file.adds_proof:
            return


def starts_with_ours(content: bytes, sizes: Iterable[int], digests: set[str]) -> bool:
    """True when something was appended to a file that we issued."""
    return any(size < len(content) and sha256(content[:size]).hexdigest() in digests for size in sizes)


def serials_in(content: bytes) -> set[str]:
    """The serial numbers of the certificates in a PDF's signatures; empty for anything unreadable."""
    return _read(
        content, lambda pdf: {f"{each.signer_cert.serial_number:x}" for each in pdf.embedded_signatures}
    )


def _metadata(content: bytes) -> bytes:
    """The metadata stream, in which our code stands as a keyword."""
    found: set[str] = _read(content, lambda pdf: {pdf.root["/Metadata"].data.decode("utf-8", "replace")})
    return "".join(found).encode()


def _read(content: bytes, get: Callable[[PdfFileReader], set[str]]) -> set[str]:
    try:
        return get(PdfFileReader(BytesIO(content), strict=False))
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return set()
