"""What the procedure of reviews does.

effects:
  - require_reviewed_innovation: {}   # refuses to close the task of a draft that still waits
"""

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.cases.api import EffectContext, effect
from balai.territory.innovations.models import InnovationDraft, Review


@effect("require_reviewed_innovation")
def require_reviewed(context: EffectContext) -> None:
    """Refuse while the draft waits: publishing or returning it closes its task."""
    if InnovationDraft.objects.filter(case_id=context.case.pk, review=Review.WAITING).exists():
        raise Invalid(_("Terbitkan atau kembalikan dahulu pada halaman tinjauannya."))
