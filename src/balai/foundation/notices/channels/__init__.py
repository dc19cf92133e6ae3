"""The channels that leave the house. The list in the house itself (``app``) needs none: the notice is there at once."""

from balai.foundation.notices.channels.base import Channel
from balai.foundation.notices.channels.email import Email

APP = "app"
CHANNELS: dict[str, Channel] = {"email": Email()}
