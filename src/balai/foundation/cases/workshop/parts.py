"""What only the forms of procedures ask: times, and the kinds of what officers write down."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from balai.core.ui.editing import NONE, Body, Choices, Part, Typed
from balai.foundation.cases.procedure.checks import FIELD_KINDS, LIMITS
from balai.foundation.cases.wording import FIELD_KIND_WORDS, LIMIT_WORDS


@dataclass(frozen=True)
class Time(Part):
    """A limit: how much of which time."""

    key: str
    label: str

    def fields(self) -> dict[str, forms.Field]:
        kinds = [(kind, str(LIMIT_WORDS[kind])) for kind in sorted(LIMITS)]
        return {
            f"{self.key}_amount": forms.IntegerField(
                label=self.label, required=False, min_value=1, max_value=9999
            ),
            f"{self.key}_kind": forms.ChoiceField(
                label=_("%(limit)s, dihitung dalam") % {"limit": self.label},
                required=False,
                choices=[NONE, *kinds],
            ),
        }

    def typed(self, value: Any) -> Body:
        given = value or {}
        return {f"{self.key}_amount": given.get("amount", ""), f"{self.key}_kind": given.get("kind", "")}

    def value(self, typed: Typed) -> Any:
        amount, kind = typed[f"{self.key}_amount"], typed[f"{self.key}_kind"]
        return {"kind": kind, "amount": amount} if amount or kind else None


def field_kinds() -> Choices:
    """What an officer can be asked to write with an action."""
    return [(kind, str(FIELD_KIND_WORDS[kind])) for kind in sorted(FIELD_KINDS)]
