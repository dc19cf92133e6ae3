"""The spelling of age's secret keys (Bech32, BIP 173), so that their thirty-two bytes can also be words."""

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
PREFIX = "age-secret-key-"
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
CHECK_LENGTH = 6


def encode(secret: bytes) -> str:
    """``AGE-SECRET-KEY-1…`` for thirty-two bytes."""
    values = _regroup(secret, 8, 5)
    total = _polymod([*_expanded(), *values, *[0] * CHECK_LENGTH]) ^ 1
    check = [total >> 5 * (CHECK_LENGTH - 1 - place) & 31 for place in range(CHECK_LENGTH)]
    return f"{PREFIX}1{''.join(ALPHABET[value] for value in (*values, *check))}".upper()


def decode(text: str) -> bytes:
    """The thirty-two bytes of a key whose check somebody else has verified."""
    values = [ALPHABET.index(letter) for letter in text.lower().removeprefix(f"{PREFIX}1")]
    return bytes(_regroup(values[:-CHECK_LENGTH], 5, 8)[:32])


def _expanded() -> list[int]:
    return [*(ord(letter) >> 5 for letter in PREFIX), 0, *(ord(letter) & 31 for letter in PREFIX)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(GENERATORS):
            check ^= generator if top >> place & 1 else 0
    return check


def _regroup(values: bytes | list[int], size: int, wanted: int) -> list[int]:
    """Bits in groups of another size; the last group is filled with zeros."""
    bits = "".join(f"{value:0{size}b}" for value in values)
    if wanted < size:
        bits += "0" * (-len(bits) % wanted)
    return [int(bits[start : start + wanted], 2) for start in range(0, len(bits) - wanted + 1, wanted)]
