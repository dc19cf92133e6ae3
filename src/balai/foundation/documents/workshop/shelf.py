"""The letters that there are: what is in force, and what is drafted."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from balai.core.drafting import Standing
from balai.core.errors import NotVisible
from balai.core.ui.words import local
from balai.foundation.documents.models import LetterDraft, Template, TemplateVersion
from balai.foundation.documents.workshop.writing import entry_of


@dataclass(frozen=True)
class LetterRow:
    """A letter on the list of templates. ``number`` is 0 for one that was never published."""

    code: str
    name: dict[str, str]
    number: int
    is_standard: bool
    has_draft: bool


def letter_rows() -> list[LetterRow]:
    """Every template with its draft, by name; two queries."""
    drafts = {draft.code: draft for draft in LetterDraft.objects.all()}
    rows = {
        row.code: LetterRow(
            row.code, row.name, row.current.number, bool(row.current.body), row.code in drafts
        )
        for row in Template.objects.exclude(current=None).select_related("current")
        if row.current
    }
    for code, draft in drafts.items():
        rows.setdefault(code, LetterRow(code, draft.definition["name"], 0, True, True))
    return sorted(rows.values(), key=lambda row: local(row.name))


def get_template(code: str) -> Template:
    """The template with its version in force. Raises NotVisible."""
    row = Template.objects.select_related("current").filter(pk=code).first()
    if row is None:
        raise NotVisible(_("Surat ini tidak ada."))
    return row


def template_versions(code: str) -> QuerySet[TemplateVersion]:
    """The versions of a template, the newest first."""
    return TemplateVersion.objects.filter(template_id=code).defer("source").order_by("-number")


def find_letter_draft(code: str) -> LetterDraft | None:
    """The draft of a letter, if somebody began one."""
    return LetterDraft.objects.filter(code=code).first()


def get_letter_draft(code: str) -> LetterDraft:
    """The draft of a letter. Raises NotVisible."""
    draft = find_letter_draft(code)
    if draft is None:
        raise NotVisible(_("Surat ini tidak mempunyai draf."))
    return draft


def letter_standing(code: str) -> Standing:
    """How the letter stands, and the page where it is kept."""
    row = Template.objects.select_related("current").filter(pk=code).first()
    draft = find_letter_draft(code)
    href = reverse("documents:letter_draft" if draft else "documents:letter", args=[code])
    return Standing(row.current.number if row and row.current else 0, draft is not None, href)


def letter_facts(code: str) -> list[str]:
    """The names of the facts that a letter prints: of its draft while there is one, else of what is in force."""
    draft = find_letter_draft(code)
    if draft:
        return [fact["name"] for fact in entry_of(draft.definition)["facts"]]
    row = Template.objects.select_related("current").filter(pk=code).first()
    return [fact["name"] for fact in row.current.facts] if row and row.current else []
