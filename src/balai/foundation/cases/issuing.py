"""The effect ``issue_document``: a letter's facts from the answers, its signers, its preview."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from string import Formatter
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.actor import Actor
from balai.core.clock import after_months
from balai.core.errors import Invalid
from balai.foundation.cases.answers import answers_in, filings_of, kept_answers
from balai.foundation.cases.effects import EffectContext, effect
from balai.foundation.cases.models import Case, spec_of
from balai.foundation.cases.places import acting_unit
from balai.foundation.cases.starting import Beginning, first_day_by
from balai.foundation.documents import api as documents
from balai.foundation.forms.api import Answers, get_form, shown
from balai.foundation.organizations.api import UnitCard, get_unit
from balai.foundation.regions.api import today

KNOWN_BY = "Mengetahui,"  # letters are Indonesian whatever language a page has
Recipe = str | Sequence[str]  # "{alamat} RT {rt}", or several of which the first complete one is taken


@effect("issue_document", by_officer=True, told=gettext_lazy("Surat terbit dengan nomor"))
def issue_document(context: EffectContext) -> None:
    """Number, print and sign the letter in the transaction of the action; the acting officer signs first."""
    documents.issue(context.actor, letter_of(context.actor, context.case, context.settings))


@effect("sign_document", by_officer=True, told=gettext_lazy("Surat ditandatangani"))
def sign_document(context: EffectContext) -> None:
    """Sign the next open block of the letter that an earlier step issued."""
    document, place = waiting_letter(context.actor, context.case)
    documents.sign(context.actor, document.id, place)


@effect("void_document", told=gettext_lazy("Surat dibatalkan"))
def void_document(context: EffectContext) -> None:
    """Take the letter that waits for a further signature out of force; its number stays used."""
    document, _place = waiting_letter(context.actor, context.case)
    documents.revoke(context.actor, document.id, context.settings["reason"], context.reason)


@effect("copy_to", told=gettext_lazy("Tembusan dikirim"))
def copy_to(context: EffectContext) -> None:
    """Let further units read the letters in force of the case (``to``: places as of states), and nothing else of it.

    Raises Invalid when no letter is in force yet.
    """
    home = get_unit(context.case.unit_id)
    units = [acting_unit(where, home).id for where in context.settings["to"]]
    letters = documents.documents_of_case(context.actor, context.case.pk)
    standing = [letter for letter in letters if letter.is_in_force]
    if not standing:
        raise Invalid(_("Belum ada surat berlaku yang dapat ditembuskan."))
    for letter in standing:
        documents.send_copies(context.actor, letter.id, units)


def waiting_letter(actor: Actor, case: Case) -> tuple[documents.DocumentCard, int]:
    """The case's letter that waits for a signature, and the place of its next block. Raises Invalid."""
    for document in documents.documents_of_case(actor, case.pk):
        places = [one.place for one in document.signatures if one.signed_at is None]
        if document.state == "waiting" and places:
            return document, min(places)
    raise Invalid(_("Tidak ada surat yang menunggu tanda tangan."))


def preview_letter(actor: Actor, case: Case) -> bytes | None:
    """The letter as the case would issue it from here, marked as a preview; None when nothing is issued."""
    for settings in _letters_ahead(case):
        return documents.preview(letter_of(actor, case, settings))
    return None


def has_letter_ahead(case: Case) -> bool:
    """True while an action that issues a letter lies ahead."""
    return bool(_letters_ahead(case))


def _letters_ahead(case: Case) -> list[Mapping[str, Any]]:
    if not case.is_open:
        return []
    spec = spec_of(case.procedure_id)
    states = {case.state, *(state.code for state in spec.path_from(case.state))}
    ahead = [action for action in spec.actions.values() if states & set(action.sources)]
    return [call.settings for action in ahead for call in action.effects if call.name == "issue_document"]


def letter_of(actor: Actor, case: Case, settings: Mapping[str, Any]) -> documents.IssueRequest:
    """What is to be issued for the case, by the settings of its procedure."""
    home = get_unit(case.unit_id)
    unit = acting_unit(settings.get("unit", "unit"), home)
    first = _first_day(case, unit, settings.get("valid_from", {}))
    return documents.IssueRequest(
        template=settings["template"],
        unit_id=unit.id,
        facts=facts_of(case, settings.get("facts", {})),
        blocks=tuple(_blocks(actor, unit, home, settings.get("then", ()))),
        classification=settings.get("classification", ""),
        case_id=case.pk,
        subject=case.subject,
        owner_id=case.applicant_id,
        valid_days=_valid_days(case, settings, first),
        valid_from=first,
    )


def _first_day(case: Case, unit: UnitCard, rule: Mapping[str, Any]) -> date | None:
    """The day from which the letter holds, where that is not the day of its issue."""
    known = {**case.answers, **case.records}
    found = (
        first_day_by(name, Beginning(case.pk, case.applicant_id, known, unit.id, how))
        for name, how in rule.items()
    )
    return next(found, None)


def _valid_days(case: Case, settings: Mapping[str, Any], first: date | None) -> int | None:
    """For how many days: as the procedure says, or to the same day after the months of an answer."""
    if "valid_months" not in settings:
        return settings.get("valid_days")
    known = {**case.answers, **case.records}
    months = known.get(settings["valid_months"], "")
    if not str(months).isdigit() or not int(months):
        raise Invalid(_("Masa berlaku surat belum dapat dihitung."))
    day = first or today()
    return (after_months(day, int(months)) - day).days


def _blocks(
    actor: Actor, unit: UnitCard, home: UnitCard, then: Sequence[str]
) -> list[documents.SignatureBlock]:
    """The block of whoever acts (in a preview for somebody else: of the head), then of the heads that follow."""
    first = documents.signing_block(actor, unit.id) or documents.head_block(unit.id)
    further = [documents.head_block(acting_unit(where, home).id) for where in then]
    if first is None or not all(further):
        raise Invalid(_("Jabatan penanda tangan belum terisi. Hubungi admin unit."))
    return [first, *(replace(block, introduction=KNOWN_BY) for block in further if block)]


def facts_of(case: Case, recipes: Mapping[str, Recipe]) -> dict[str, str]:
    """Facts of a letter: answers in Indonesian words put into the recipes; identity numbers stay sealed."""
    words = _words_of(case)
    return {name: _cook(recipe, words) for name, recipe in recipes.items()}


def _words_of(case: Case) -> dict[str, str]:
    answers = kept_answers(case)
    plain = case.records if answers else {**case.answers, **case.records}
    words = {name: str(value) for name, value in plain.items()}
    with translation.override("id"):
        for filing in filings_of(case):
            words |= _in_words(answers_in(filing))
        return words | _in_words(answers) if answers else words


def _in_words(answers: Answers) -> dict[str, str]:
    words = {}
    for field in get_form(answers.form_code, answers.form_version).fields():
        value = answers.values.get(field.name)
        if field.is_secret and isinstance(value, dict):
            words[field.name] = value["sealed"]
        elif value is not None and not field.is_file:
            words[field.name] = shown(field, value)
    return words


def _cook(recipe: Recipe, words: Mapping[str, str]) -> str:
    for choice in [recipe] if isinstance(recipe, str) else recipe:
        needed = {name for _text, name, _spec, _how in Formatter().parse(choice) if name}
        if all(words.get(name) for name in needed):
            return choice.format_map(words)
    return ""
