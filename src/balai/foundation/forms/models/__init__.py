from balai.foundation.forms.models.attachment import Attachment
from balai.foundation.forms.models.draft import Draft
from balai.foundation.forms.models.form import FormDraft, FormVersion
from balai.foundation.forms.models.page import PageDraft
from balai.foundation.forms.models.traffic import Traffic
from balai.foundation.forms.models.upload import Piece, Upload

__all__ = ["Attachment", "Draft", "FormDraft", "FormVersion", "PageDraft", "Piece", "Traffic", "Upload"]
