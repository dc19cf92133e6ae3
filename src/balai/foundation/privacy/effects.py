"""Effects of requests: what the officer's action on the case does, in the same transaction."""

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.accounts.api import correct_facts
from balai.foundation.cases.api import EffectContext, effect, get_case
from balai.foundation.privacy.actions.erase import erase
from balai.foundation.privacy.policies import require_officer
from balai.foundation.privacy.requests import DataRequest, request_of


@effect("correct_account")
def correct_account(context: EffectContext) -> None:
    """Write the facts that the person proved into the account."""
    require_officer(context.actor)
    request = _request(context)
    if not request.corrections:
        raise Invalid(_("Permintaan ini tidak menyebut data yang benar."))
    correct_facts(context.actor, request.person_id, request.corrections, code=request.code)


@effect("erase_personal_data")
def erase_personal_data(context: EffectContext) -> None:
    """Erase what no law keeps, and report what stays and why."""
    erase(context.actor, _request(context))


def _request(context: EffectContext) -> DataRequest:
    return request_of(get_case(context.actor, context.case.pk), context.case.answers)
