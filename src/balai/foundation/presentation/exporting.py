"""The look as the one file that a pack carries."""

from typing import Any

import yaml

from balai.core.ui.look import DEFAULT, THEMES, current_look, current_regency, read_look


def look_as_yaml() -> str:
    """``look.yaml`` of what pages show now: what differs from the default of Balai, in the form of packs."""
    regency, look = current_regency(), current_look()
    base = read_look(DEFAULT).colours
    facts: dict[str, Any] = {"regency": regency.code, "name": look.name, "mark": look.mark}
    if look.arms:
        facts["arms"] = f"lambang{look.arms.suffix}"
    colours = {
        theme: {token: value for token, value in look.colours[theme].items() if value != base[theme][token]}
        for theme in THEMES
    }
    if any(colours.values()):
        facts["colours"] = {theme: tokens for theme, tokens in colours.items() if tokens}
    return yaml.safe_dump(facts, sort_keys=False, allow_unicode=True)
