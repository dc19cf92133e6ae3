from balai.foundation.documents.models.document import Copy, Document, DocumentFile, Signature
from balai.foundation.documents.models.draft import LetterDraft
from balai.foundation.documents.models.handover import Handover
from balai.foundation.documents.models.judgement import Judgement
from balai.foundation.documents.models.letterhead import OwnLetterhead
from balai.foundation.documents.models.root import TrustedRoot
from balai.foundation.documents.models.series import IssuedNumber, NumberSeries, SeriesCounter
from balai.foundation.documents.models.template import Template, TemplateVersion
from balai.foundation.documents.models.throttle import Throttle

__all__ = [
    "Copy",
    "Document",
    "DocumentFile",
    "Handover",
    "IssuedNumber",
    "Judgement",
    "LetterDraft",
    "NumberSeries",
    "OwnLetterhead",
    "SeriesCounter",
    "Signature",
    "Template",
    "TemplateVersion",
    "Throttle",
    "TrustedRoot",
]
