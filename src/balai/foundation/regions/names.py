"""Names of places: how they are written, and how they are looked for."""

import re
import unicodedata

_SMALL = {"dan"}
_CAPITALS = {"DKI"}


def proper(name: str) -> str:
    """A name in capitals as a text writes it: ``KABUPATEN TOJO UNA UNA`` -> ``Kabupaten Tojo Una Una``."""
    return " ".join(_proper_word(word) for word in name.split())


def _proper_word(word: str) -> str:
    if word in _CAPITALS:
        return word
    return word.lower() if word.lower() in _SMALL else word.capitalize()


def words(text: str) -> list[str]:
    """The words of a name or search, lower case, no diacritics, no punctuation (``Du'en`` -> ``duen``)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("`", ""))


def normal(text: str) -> str:
    """A name for comparing: its words with single spaces."""
    return " ".join(words(text))


def short(regency: str) -> str:
    """The proper name of a regency or city: ``Kabupaten Banyuwangi`` -> ``Banyuwangi``."""
    return re.sub(r"^(Kabupaten|Kota)( Administrasi)? ", "", regency)
