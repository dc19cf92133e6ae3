"""Books as personal data: the job that keeps to the times of retention deletes those that are over."""

from balai.foundation.privacy.api import Sweeper, register_sweeper
from balai.territory.guests.actions.erase import count_over, forget_over


def connect() -> None:
    """Register what is swept, at start."""
    register_sweeper("guest-books", Sweeper(count_over, forget_over))
