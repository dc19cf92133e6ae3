"""Install templates of documents from a pack: content kind ``documents``."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from balai.core.content import ContentContext, ContentError, require_keys
from balai.foundation.audit.api import record
from balai.foundation.documents import events
from balai.foundation.documents.body import check_body
from balai.foundation.documents.engine import press, sample
from balai.foundation.documents.facts import FACT_KINDS
from balai.foundation.documents.models import Template, TemplateVersion

REQUIRED = {"code", "name", "kind", "code_prefix", "facts"}
OPTIONAL = {"classification", "valid_days", "holder", "personal", "source", "file", "body"}
STANDARD = Path(__file__).parents[1] / "typst" / "surat-baku.typ"
LONGEST_PROVENANCE, ADAPTED = 220, " (disesuaikan)"
FACT_REQUIRED = {"name", "label"}
FACT_OPTIONAL = {"kind", "required", "example"}


@transaction.atomic
def install_templates(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Install or renew templates; each is printed once with example facts first. Returns how many changed.

    Raises ContentError with the path to the fault: unknown font, import from outside, missing block, wrong
    fact.
    """
    return sum(_install(entry, context, place) for place, entry in enumerate(entries))


def _install(entry: dict[str, Any], context: ContentContext, place: int) -> bool:
    check_entry(entry, place)
    source = _read_source(entry, context, place)
    try_print(entry, source, place)
    digest = hashlib.sha256(json.dumps([entry, source], sort_keys=True, default=str).encode()).hexdigest()
    template = Template.objects.select_related("current").filter(pk=entry["code"]).first()
    if template and template.current and template.current.digest == digest:
        return False
    template = template or Template(code=entry["code"])
    _keep(template, entry, source, digest, context)
    return True


def check_entry(entry: dict[str, Any], place: int) -> None:
    """Raise ContentError with the path to what is wrong with the shape of an entry."""
    require_keys(entry, required=REQUIRED, optional=OPTIONAL, path=[place])
    if ("file" in entry) == ("body" in entry):
        raise ContentError("sebutkan salah satu: file (Typst) atau body (surat baku)", [place])
    names: list[str] = []
    for index, fact in enumerate(entry["facts"]):
        path: Sequence[str | int] = [place, "facts", index]
        require_keys(fact, required=FACT_REQUIRED, optional=FACT_OPTIONAL, path=path)
        if fact.get("kind", "text") not in FACT_KINDS:
            raise ContentError(f"jenis “{fact['kind']}” tidak dikenal", [*path, "kind"])
        names.append(fact["name"])
    if len(names) != len(set(names)):
        raise ContentError("nama fakta tidak boleh sama", [place, "facts"])
    if entry.get("holder", names[0] if names else "") not in [*names, ""]:
        raise ContentError("“holder” harus salah satu fakta", [place, "holder"])
    if "body" in entry:
        check_body(entry["body"], set(names), [place, "body"])


def read_standard() -> str:
    """The template of every letter whose body is data."""
    return STANDARD.read_text(encoding="utf-8")


def _read_source(entry: dict[str, Any], context: ContentContext, place: int) -> str:
    if "body" in entry:
        return read_standard()
    file: Path = (context.folder / entry["file"]).resolve()
    if not file.is_relative_to(context.folder.resolve()) or file.suffix != ".typ" or not file.is_file():
        raise ContentError(f"berkas “{entry['file']}” tidak ada di dalam paket", [place, "file"])
    return file.read_text(encoding="utf-8")


def try_print(entry: dict[str, Any], source: str, place: int) -> None:
    """Print with example facts: a warning (such as an unknown font, which Typst replaces silently) is
    an error.
    """
    where = [place, "body" if "body" in entry else "file"]
    try:
        press.check_source(source)
        printed = sample.run(source, entry)
    except press.PressError as error:
        raise ContentError(f"templat tidak dapat dicetak: {error}", where) from error
    if printed.warnings:
        raise ContentError(f"templat: {printed.warnings[0]}", where)
    foreign = sorted(press.used_fonts(printed.pdf) - press.own_fonts())
    if foreign:
        raise ContentError(f"jenis huruf tidak dikenal: {', '.join(foreign)}", where)
    if [box.place for box in printed.boxes] != [0]:
        raise ContentError("templat harus menempatkan blok tanda tangan satu kali", where)


def _keep(
    template: Template, entry: dict[str, Any], source: str, digest: str, context: ContentContext
) -> None:
    template.name, template.kind = entry["name"], entry["kind"]
    template.classification = str(entry.get("classification", ""))
    template.code_prefix, template.valid_days = entry["code_prefix"], entry.get("valid_days")
    template.save()
    number = template.versions.count() + 1
    template.current = TemplateVersion.objects.create(
        template=template,
        number=number,
        source=source,
        body=entry.get("body", []),
        facts=[_fact(fact) for fact in entry["facts"]],
        holder=entry.get("holder", ""),
        is_personal=entry.get("personal", True),
        digest=digest,
        pack=context.pack,
        provenance=_provenance(template, context),
    )
    template.save(update_fields=["current"])
    facts: dict[str, Any] = {"code": template.code, "version": number}
    record(context.actor, events.TEMPLATE_INSTALLED, subject=template.current, **facts)


def _provenance(template: Template, context: ContentContext) -> str:
    """Which pack of whom a letter comes from; what was changed here says so behind that."""
    if context.origin:
        source = f"{context.pack} {context.version}, {context.origin}"[:LONGEST_PROVENANCE]
        return f"{source}{ADAPTED}" if template.code in context.adapted else source
    before = template.current.provenance if template.current else ""
    return before if not before or before.endswith(ADAPTED) else f"{before}{ADAPTED}"


def _fact(fact: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": fact["name"],
        "label": fact["label"],
        "kind": fact.get("kind", "text"),
        "required": fact.get("required", True),
    }
