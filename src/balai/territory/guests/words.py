"""What a note says: six answers, and a judgement in one word."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.translation import gettext_lazy as _

from balai.territory.guests.sealing import Damaged

LONGEST = 4000  # letters of one answer
UNKNOWN = "unknown"
VERDICTS = (
    ("fits", _("Cocok seperti adanya")),
    ("adapt", _("Cocok bila disesuaikan")),
    ("not", _("Belum cocok")),
    (UNKNOWN, _("Belum tahu")),
)
LABELS = {
    "saw": _("Apa yang kami lihat"),
    "fits": _("Apa yang cocok bagi kami"),
    "not_fits": _("Apa yang tidak cocok"),
    "why": _("Mengapa tidak cocok"),
    "needs": _("Apa yang kami perlukan"),
    "decides": _("Siapa yang memutuskan"),
}


@dataclass(frozen=True)
class Words:
    """The answers of a unit about a session."""

    saw: str = ""
    fits: str = ""
    not_fits: str = ""
    why: str = ""
    needs: str = ""
    decides: str = ""
    verdict: str = UNKNOWN

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What was answered, with its question."""
        return [(str(label), getattr(self, name)) for name, label in LABELS.items() if getattr(self, name)]

    @property
    def verdict_name(self) -> str:
        """The judgement in words."""
        return str(dict(VERDICTS)[self.verdict])

    def packed(self) -> bytes:
        """As it is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(content: bytes) -> Words:
    """What was sealed. Raises Damaged for what is no note."""
    try:
        return words_of(json.loads(content))
    except (ValueError, AttributeError) as fault:
        raise Damaged from fault


def words_of(given: Mapping[str, Any]) -> Words:
    """The answers out of a form or a sealed text; an unknown judgement is none."""
    told = {each.name: str(given.get(each.name, "")).replace("\r\n", "\n").strip() for each in fields(Words)}
    if told["verdict"] not in dict(VERDICTS):
        told["verdict"] = UNKNOWN
    return Words(**told)


def joined(several: list[Words]) -> Words:
    """The texts of two phones in one: what differs stands one below the other, and the first judgement given counts."""
    told = {}
    for each in fields(Words):
        values = list(dict.fromkeys(filter(None, (getattr(one, each.name) for one in several))))
        told[each.name] = "\n\n".join(values)
    verdicts = [one.verdict for one in several if one.verdict != UNKNOWN]
    return Words(**{**told, "verdict": verdicts[0] if verdicts else UNKNOWN})
