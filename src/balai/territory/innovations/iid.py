"""The regional innovation index (Indeks Inovasi Daerah): exact arithmetic, rounded once at the end.

SPD = sum of the scores of the regency's indicators. SID = (sum of the scores of all innovations) / max(divisor, n) +
the score of the number of innovations. IID = (SPD + SID) / greatest possible score x 100 (PP 38/2017, Permendagri
104/2018; method of 2023). So fewer innovations than the divisor lower the index.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Generic, Literal, TypeVar

Of = Literal["region", "innovation", "count"]
Levels = Mapping[int, int]
Evidence = Mapping[int, str]
K = TypeVar("K", bound=Hashable)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Indicator:
    """One indicator; ``most`` is its score at the top level. ``is_verified`` once a rule was seen that says so."""

    number: int
    of: Of
    name: Mapping[str, str]
    most: Decimal
    is_verified: bool


@dataclass(frozen=True)
class Band:
    """A predicate and the least index that earns it."""

    least: Decimal
    name: Mapping[str, str]


@dataclass(frozen=True)
class Method:
    """An instrument as it counts: ``top`` is the highest level, ``divisor`` the least number to divide by."""

    code: str
    number: int
    title: Mapping[str, str]
    divisor: int
    top: int
    indicators: tuple[Indicator, ...]
    bands: tuple[Band, ...]  # the highest first
    sources: tuple[str, ...]

    def of(self, *kinds: Of) -> tuple[Indicator, ...]:
        """The indicators of these kinds."""
        return tuple(one for one in self.indicators if one.of in kinds)

    @property
    def most(self) -> Decimal:
        """The greatest possible score."""
        return sum((one.most for one in self.indicators), Decimal(0))

    @property
    def unverified(self) -> int:
        """How many indicators nobody has compared with the rule."""
        return sum(not one.is_verified for one in self.indicators)

    def score(self, indicators: tuple[Indicator, ...], levels: Levels) -> Fraction:
        """The exact score of some indicators; one without a level counts nothing."""
        return sum(
            (Fraction(one.most) * levels.get(one.number, 0) / self.top for one in indicators), Fraction(0)
        )


@dataclass(frozen=True)
class Outcome(Generic[K]):
    """An index with everything that leads to it; scores are rounded for the eye, the index is counted exactly."""

    spd: Decimal
    sid: Decimal
    by_innovation: dict[K, Decimal]
    innovations: Decimal  # the sum of their scores
    count: int
    divided_by: int
    count_score: Decimal
    most: Decimal
    index: Decimal
    band: Band

    @property
    def total(self) -> Decimal:
        """Both aspects together."""
        return self.spd + self.sid


def outcome(method: Method, region: Levels, innovations: Mapping[K, Levels]) -> Outcome[K]:
    """The index of a regency with the levels of its own indicators and those of each innovation."""
    spd = method.score(method.of("region"), region)
    scores = {key: method.score(method.of("innovation"), levels) for key, levels in innovations.items()}
    whole, by = sum(scores.values(), Fraction(0)), max(method.divisor, len(scores))
    extra = method.score(method.of("count"), region)
    sid = whole / by + extra
    index = rounded((spd + sid) / Fraction(method.most) * 100)
    return Outcome(
        spd=rounded(spd),
        sid=rounded(sid),
        by_innovation={key: rounded(score) for key, score in scores.items()},
        innovations=rounded(whole),
        count=len(scores),
        divided_by=by,
        count_score=rounded(extra),
        most=method.most,
        index=index,
        band=next(band for band in method.bands if index >= band.least),
    )


def rounded(value: Fraction) -> Decimal:
    """To two places, half up."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT, ROUND_HALF_UP)


def read_method(definition: Mapping[str, Any], number: int) -> Method:
    """An instrument from its definition, which was checked when it was installed."""
    return Method(
        code=definition["code"],
        number=number,
        title=definition["title"],
        divisor=definition["divisor"],
        top=definition["top"],
        indicators=tuple(
            Indicator(
                one["number"],
                one["of"],
                one.get("name", {}),
                Decimal(one["most"]),
                one.get("verified", False),
            )
            for one in definition["indicators"]
        ),
        bands=tuple(Band(Decimal(band["least"]), band["name"]) for band in definition["bands"]),
        sources=tuple(definition["sources"]),
    )
