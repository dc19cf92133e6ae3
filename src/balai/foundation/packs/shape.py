"""The shape of what others publish and report; anything else is not read."""

from datetime import datetime
from typing import Any

import jsonschema

from balai.foundation.packs.archive import LARGEST_ZIP
from balai.foundation.packs.manifest import FACTS, NAME, REGION, SHORT, VERSION

MOST_VERSIONS = 200  # of one pack
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?\+00:00$"}
KEY = {"type": "string", "pattern": r"^[A-Za-z0-9+/]{43}=$"}
LINKS = {
    "type": "array",
    "maxItems": 100,
    "items": {
        "type": "object",
        "required": ["old", "new", "signature"],
        "properties": {"old": KEY, "new": KEY, "signature": SHORT},
    },
}
VERSIONS = {
    "type": "array",
    "minItems": 1,
    "maxItems": MOST_VERSIONS,
    "items": {
        "type": "object",
        "required": ["version", "sha256", "size", "published_at"],
        "properties": {
            "version": VERSION,
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "size": {"type": "integer", "minimum": 1, "maximum": LARGEST_ZIP},
            "published_at": MOMENT,
            "note": SHORT,
        },
    },
}
PACKS = {
    "type": "array",
    "maxItems": 500,
    "items": {
        "type": "object",
        "required": ["name", "title", "origin", "licence", "sources", "versions"],
        "properties": {
            "name": NAME,
            **FACTS,
            "versions": VERSIONS,
        },
    },
}
PARTS = {
    "type": "object",
    "maxProperties": 20,
    "additionalProperties": {"type": "array", "maxItems": 1000, "items": {"type": "object"}},
}
CATALOGUE = jsonschema.Draft202012Validator(
    {
        "type": "object",
        "required": ["format", "regency", "at", "packs", "parts", "succession"],
        "properties": {
            "format": {"const": 1},
            "regency": {
                "type": "object",
                "required": ["code", "name"],
                "properties": {"code": REGION, "name": {"type": "string", "minLength": 1, "maxLength": 120}},
            },
            "at": MOMENT,
            "packs": PACKS,
            "parts": PARTS,
            "succession": LINKS,
        },
    }
)
REPORT = jsonschema.Draft202012Validator(
    {
        "type": "object",
        "required": ["format", "to", "regency", "pack", "version", "installed_on", "at", "succession"],
        "properties": {
            "format": {"const": 1},
            "to": KEY,
            "regency": REGION,
            "pack": NAME,
            "version": {"anyOf": [VERSION, {"const": ""}]},  # empty: no more to be told of
            "installed_on": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
            "at": MOMENT,
            "facts": {"type": "object"},
            "succession": LINKS,
        },
    }
)


def is_catalogue(document: Any) -> bool:
    """True for a catalogue that we can read: each pack once, each version of it once."""
    if not CATALOGUE.is_valid(document):
        return False
    names = [pack["name"] for pack in document["packs"]]
    versions = [(pack["name"], one) for pack in document["packs"] for one in pack["versions"]]
    once = {(name, one["version"]) for name, one in versions}
    moments = [document["at"], *(one["published_at"] for _name, one in versions)]
    return len(names) == len(set(names)) and len(versions) == len(once) and all(map(_is_moment, moments))


def is_report(document: Any) -> bool:
    """True for the report of an adoption, or of its withdrawal."""
    if not REPORT.is_valid(document):
        return False
    return _is_moment(document["at"]) and _is_moment(document["installed_on"])


def _is_moment(text: str) -> bool:
    """True for a moment or a day of the calendar."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
