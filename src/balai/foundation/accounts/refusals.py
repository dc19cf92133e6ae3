"""Shows the refusal of an action on the form that asked for it."""

from django.forms import BaseForm

from balai.core.errors import BalaiError, Invalid


def show_on(form: BaseForm, error: BalaiError) -> None:
    """Put the sentences beside their fields, or above the form."""
    fields = error.fields if isinstance(error, Invalid) else {}
    known = {name: sentence for name, sentence in fields.items() if name in form.fields}
    for name, sentence in known.items():
        form.add_error(name, sentence)
    if not known:
        form.add_error(None, str(error))
