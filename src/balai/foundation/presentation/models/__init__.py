from balai.foundation.presentation.models.look import LookVersion
from balai.foundation.presentation.models.text import OwnText

__all__ = ["LookVersion", "OwnText"]
