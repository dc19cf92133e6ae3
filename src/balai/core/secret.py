"""Identity numbers (NIK, family card): stored encrypted and deterministic, shown masked.

AES-SIV gives the same text for the same number, so equality and uniqueness work in the database.
A stored value reads ``1:<base64>``: the key's name, then the ciphertext. Every number is bound to its
purpose (``nik``, ``kk``), so that a value cannot be moved from one column to another.
"""

import base64
from collections.abc import Iterable
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import models
from django.db.models.lookups import Exact

from balai.core.keys import data_keys


class SecretError(ValueError):
    """A stored identity number cannot be read: the key is missing or the text was changed."""


def seal(number: str, purpose: str) -> str:
    """Encrypt an identity number for the purpose with the current key."""
    name, keys = data_keys(settings.HOME)
    sealed = keys[name].encrypt(number.encode(), [purpose.encode()])
    return f"{name}:{base64.b64encode(sealed).decode()}"


def seals(number: str, purpose: str) -> list[str]:
    """The number under every key that may still stand in a table: while keys are rotated both must be found."""
    current, keys = data_keys(settings.HOME)
    names = [current, *(name for name in keys if name != current)]
    return [
        f"{name}:{base64.b64encode(keys[name].encrypt(number.encode(), [purpose.encode()])).decode()}"
        for name in names
    ]


def reseal(stored: str, purposes: Iterable[str]) -> str | None:
    """The same secret under the current key; None when it is there already, or was sealed for no such purpose."""
    name = stored.partition(":")[0]
    current, keys = data_keys(settings.HOME)
    if name == current or name not in keys:
        return None
    for purpose in purposes:
        try:
            return seal(unseal(stored, purpose), purpose)
        except SecretError:
            continue
    return None


def unseal(stored: str, purpose: str) -> str:
    """Decrypt a stored identity number. Callers log the read. Raises SecretError."""
    name, _, text = stored.partition(":")
    _, keys = data_keys(settings.HOME)
    try:
        return keys[name].decrypt(base64.b64decode(text), [purpose.encode()]).decode()
    except (KeyError, InvalidTag, ValueError) as error:
        raise SecretError(f"identity number under key {name!r} cannot be read") from error


def mask(number: str) -> str:
    """The number with all but its last four digits hidden."""
    return "•" * max(len(number) - 4, 0) + number[-4:]


class SecretField(models.CharField):  # type: ignore[type-arg]
    """A column that holds an identity number sealed for one purpose; Python sees the plain number.

    ``filter(nik=...)`` and uniqueness work by equality. Nothing else does, on purpose.
    """

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        kwargs.setdefault("max_length", 120)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return seal(text, self.purpose) if text else text

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return unseal(value, self.purpose) if value else value


@SecretField.register_lookup
class SealedExact(Exact):
    """Equality with a number, under whichever of the keys it was sealed."""

    def get_prep_lookup(self) -> Any:
        self.plain = self.rhs if isinstance(self.rhs, str) else ""
        return super().get_prep_lookup()

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        field = self.lhs.output_field
        if not self.plain or len(data_keys(settings.HOME)[1]) == 1:
            return super().as_sql(compiler, connection)
        left, params = self.process_lhs(compiler, connection)
        texts = seals(self.plain, field.purpose)
        return f"{left} IN ({', '.join(['%s'] * len(texts))})", [*params, *texts]
