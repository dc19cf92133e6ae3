"""What pages of agreements show: how one stands, in a word with a shape and a colour, and its way so far."""

from dataclasses import dataclass

from balai.territory.agreements.models import Agreement, Remark, Stage, Standing

TONES = {
    Standing.PREPARED: ("info", "pencil-line"),
    Standing.ACTIVE: ("good", "handshake"),
    Standing.ENDING: ("warn", "hourglass"),
    Standing.ENDED: ("calm", "calendar-x"),
    Standing.STOPPED: ("bad", "ban"),
    Standing.DROPPED: ("calm", "circle-off"),
}
REMARK_TONES = {
    Remark.State.OPEN: ("warn", "message-circle"),
    Remark.State.ACCEPTED: ("good", "check"),
    Remark.State.REJECTED: ("bad", "x"),
}
STEPS = (Stage.STUDY, Stage.OFFER, Stage.DRAFT, Stage.CONSENT, Stage.SIGNATURE, Stage.EXECUTION, Stage.REPORT)


@dataclass(frozen=True)
class Step:
    """A stage on the way: done, now, or still to come."""

    name: str
    state: str


def way_of(agreement: Agreement) -> list[Step]:
    """The stages of an agreement with how far it has come; the central government's consent only where it is asked."""
    steps = [stage for stage in STEPS if stage != Stage.CONSENT or _asks_council(agreement)]
    if agreement.stage == Stage.CENTRAL:
        steps.insert(steps.index(Stage.SIGNATURE) - 1, Stage.CENTRAL)
    if agreement.stage == Stage.DROPPED:
        return [Step(str(Stage.DROPPED.label), "stopped")]
    here = steps.index(Stage(agreement.stage)) if agreement.stage in steps else len(steps)
    return [Step(str(stage.label), _state(place, here)) for place, stage in enumerate(steps)]


def _asks_council(agreement: Agreement) -> bool:
    return agreement.burdens_budget or agreement.stage in (Stage.CONSENT, Stage.CENTRAL)


def _state(place: int, here: int) -> str:
    return "done" if place < here else "now" if place == here else "later"
