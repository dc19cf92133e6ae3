"""Letters while they are written."""

from django.utils.translation import gettext_lazy as _

from balai.core.drafting import DefinitionDraft
from balai.foundation.audit.api import history


@history(_("Draf surat"))
class LetterDraft(DefinitionDraft):
    """The next version of a standard letter while it is written, as the editor asks it; one a letter."""
