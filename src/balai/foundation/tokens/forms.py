"""The form of a new token."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy, ngettext

from balai.core.actor import Actor
from balai.foundation.tokens.actions.create_token import NewToken
from balai.foundation.tokens.policies import offered_scopes
from balai.foundation.tokens.scopes import LIFETIMES, SCOPES


class TokenForm(forms.Form):
    """A name, what may be read, for how long."""

    name = forms.CharField(
        label=gettext_lazy("Nama"),
        max_length=80,
        help_text=gettext_lazy("Supaya Anda mengenalinya, misalnya nama aplikasinya."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Yang boleh dibaca"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(label=gettext_lazy("Berlaku selama"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes, days = (
            cast(forms.ChoiceField, self.fields["scopes"]),
            cast(forms.ChoiceField, self.fields["days"]),
        )
        scopes.choices = [(scope, SCOPES[scope]) for scope in offered_scopes(actor)]
        days.choices = [(n, ngettext("%(n)d hari", "%(n)d hari", n) % {"n": n}) for n in LIFETIMES]
        days.initial = LIFETIMES[1]

    def wish(self) -> NewToken:
        """What is asked for."""
        given = self.cleaned_data
        return NewToken(given["name"], tuple(given["scopes"]), given["days"])
