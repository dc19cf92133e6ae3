"""Roles as content of packs (``roles.yaml``)."""

import re
from collections.abc import Sequence
from typing import Any

from balai.core.content import ContentContext, ContentError, Entry, content, reads, require_keys
from balai.foundation.accounts.models import Role

_CODE = re.compile(r"^[a-z][a-z0-9_]{1,39}$")
_PERMISSION = re.compile(r"^[a-z]+\.[a-z_]+$")
_REQUIRED = {"code", "name", "purpose", "reach", "permissions"}
_OPTIONAL = {"called", "may_grant", "needs_second_factor"}
_PLACES = {"kabupaten", "kota", "kecamatan", "kelurahan", "desa", "desa_adat"}


@content("roles", order=10)
def install_roles(entries: list[dict[str, Any]], context: ContentContext) -> int:
    """Create or update the roles of a pack; returns how many changed. Raises ContentError with the path."""
    for place, entry in enumerate(entries):
        _check(entry, place)
    _check_grantable(entries)
    return sum(_install(entry) for entry in entries)


@reads("roles")
def standing_roles(codes: Sequence[str]) -> dict[str, Entry]:
    """The roles as they stand."""
    names = ("code", "name", "called", "purpose", "reach", "permissions", "may_grant", "needs_second_factor")
    rows = Role.objects.filter(code__in=codes) if codes else Role.objects.all()
    return {role.code: {name: getattr(role, name) for name in names} for role in rows}


def _install(entry: dict[str, Any]) -> bool:
    facts = {"called": {}, "may_grant": [], "needs_second_factor": False, **entry}
    code = facts.pop("code")
    role = Role.objects.filter(code=code).first()
    if role and all(getattr(role, name) == value for name, value in facts.items()):
        return False
    Role.objects.update_or_create(code=code, defaults=facts)
    return True


def _check(entry: dict[str, Any], place: int) -> None:
    require_keys(entry, required=_REQUIRED, optional=_OPTIONAL, path=[place])
    if not _CODE.match(str(entry["code"])):
        raise ContentError("kode peran: huruf kecil, angka dan garis bawah", [place, "code"])
    for key in ("name", "purpose"):
        require_keys(entry[key], required={"id", "en"}, optional=set(), path=[place, key])
    _check_called(entry.get("called", {}), [place, "called"])
    if entry["reach"] not in Role.Reach.values:
        raise ContentError("jangkauan harus unit, subunits atau region", [place, "reach"])
    for number, permission in enumerate(entry["permissions"]):
        if not _PERMISSION.match(str(permission)):
            raise ContentError(
                f"wewenang “{permission}” bukan bentuk modul.tindakan", [place, "permissions", number]
            )
    if not isinstance(entry.get("needs_second_factor", False), bool):
        raise ContentError("needs_second_factor harus true atau false", [place, "needs_second_factor"])


def _check_called(called: Any, path: list[str | int]) -> None:
    """Names of a role by the kind of place where it is held."""
    if not isinstance(called, dict):
        raise ContentError("called: jenis wilayah dan nama perannya di sana", path)
    for kind, words in called.items():
        if kind not in _PLACES:
            raise ContentError(f"jenis wilayah “{kind}” tidak dikenal", [*path, kind])
        require_keys(words, required={"id", "en"}, optional=set(), path=[*path, kind])


def _check_grantable(entries: list[dict[str, Any]]) -> None:
    known = {entry["code"] for entry in entries} | set(Role.objects.values_list("code", flat=True))
    for place, entry in enumerate(entries):
        for number, code in enumerate(entry.get("may_grant", [])):
            if code not in known:
                raise ContentError(f"peran “{code}” tidak dikenal", [place, "may_grant", number])
