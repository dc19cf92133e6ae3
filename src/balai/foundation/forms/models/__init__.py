from balai.foundation.forms.models.attachment import Attachment
from balai.foundation.forms.models.draft import Draft
from balai.foundation.forms.models.form import FormVersion

__all__ = ["Attachment", "Draft", "FormVersion"]
