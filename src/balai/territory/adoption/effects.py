"""What the procedure of steps does.

effects:
  - require_told_step: {}   # refuses to close the task of a step that nobody has told done or dropped
"""

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.cases.api import EffectContext, effect
from balai.territory.adoption.models import Step


@effect("require_told_step")
def require_told(context: EffectContext) -> None:
    """Refuse while the step is open: telling how far it is closes its task."""
    if Step.objects.unfinished().filter(case_id=context.case.pk).exists():
        raise Invalid(_("Laporkan dahulu bahwa langkah ini selesai atau ditinggalkan."))
