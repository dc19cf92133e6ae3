"""Who chooses the parts of Balai."""

MANAGE = "packs.manage"
