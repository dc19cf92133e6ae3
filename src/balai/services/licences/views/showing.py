"""What pages of a licence show: how it stands, in a word with a shape and a colour."""

from balai.services.licences.models.licence import Standing

TONES = {
    Standing.ACTIVE: ("good", "badge-check"),
    Standing.UPCOMING: ("info", "calendar-clock"),
    Standing.EXPIRED: ("calm", "calendar-x"),
    Standing.SUSPENDED: ("warn", "circle-pause"),
    Standing.REVOKED: ("bad", "ban"),
    Standing.REPLACED: ("calm", "replace"),
}
