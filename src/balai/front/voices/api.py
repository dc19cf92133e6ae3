"""Recorded voices: what other surfaces may use."""

from balai.front.voices.library import Library, Voice, library
from balai.front.voices.policies import may_keep
from balai.front.voices.scripts import Said, Script, register

__all__ = ["Library", "Said", "Script", "Voice", "library", "may_keep", "register"]
