"""Procedures from a pattern: checked, paid for, assessed by two side by side, decided, with a letter at the end.

Most services of an agency go this way. An administrator says who checks, who decides and how long each takes; what
comes out is a draft like any other, which can be changed piece by piece before it is tried and published.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Body = dict[str, Any]
CHECK, MEND, PAY, DECIDE = "pemeriksaan", "perbaikan", "pembayaran", "keputusan"
ASSESS, LANES = "penilaian", ("penilai1", "penilai2")
GRANTED, REFUSED, WITHDRAWN, LAPSED = "terbit", "ditolak", "ditarik", "kedaluwarsa"
PATIENCE = {"kind": "working_days", "amount": 30}  # how long a bill waits to be paid


@dataclass(frozen=True)
class Charge:
    """A fee that an action can ask for: what it is called, and the effect that raises it.

    ``effect_of`` is given the answers by whose product the price is multiplied; none for once.
    """

    code: str
    label: str
    effect_of: Callable[[Sequence[str]], Mapping[str, Any]]


ChargeFinder = Callable[[], Iterable[Charge]]
_CHARGES: dict[ChargeFinder, str] = {}


def register_charges(finder: ChargeFinder, page: str) -> None:
    """Add (in ``AppConfig.ready``) who knows fees, and the name of the page on which they are written."""
    _CHARGES[finder] = page


def charge_pages() -> list[str]:
    """The names of the pages on which fees are written."""
    return list(_CHARGES.values())


def charges() -> list[Charge]:
    """Every fee that there is."""
    return [charge for finder in _CHARGES for charge in finder()]


@dataclass(frozen=True)
class Pattern:
    """Who checks and who decides, within how many working days; the letter with its facts, and the fee, if any.

    ``factors`` are the answers by which the fee is multiplied; ``assessors`` two roles that work side by side between
    the check and the decision, or none.
    """

    code: str
    name: dict[str, str]
    checker: str
    check_days: int
    decider: str
    decide_days: int
    letter: str = ""
    facts: tuple[str, ...] = ()
    charge: Charge | None = None
    factors: tuple[str, ...] = ()
    assessors: tuple[str, ...] = ()
    assess_days: int = 0

    def definition(self) -> Body:
        """The procedure as packs have it."""
        return {
            "code": self.code,
            "name": self.name,
            "limit": _days(self.check_days + (self.assess_days if self.assessors else 0) + self.decide_days),
            "start": CHECK,
            "states": self._states(),
            "actions": [*self._checking(), *self._paying(), *self._assessing(), *self._deciding()],
        }

    def _states(self) -> Body:
        check = _work("Pemeriksaan berkas", "Document check", self.checker, self.check_days)
        decide = _work("Keputusan", "Decision", self.decider, self.decide_days)
        check["ask"] = _words("Periksa permohonan", "Check the application")
        check["public"] = _words("Berkas Anda sedang diperiksa", "Your documents are being checked")
        decide["ask"] = _words("Putuskan permohonan", "Decide on the application")
        decide["public"] = _words("Menunggu keputusan pejabat", "Waiting for the decision")
        return {
            CHECK: check,
            MEND: {
                "kind": "wait_applicant",
                "name": _words("Menunggu perbaikan pemohon", "Waiting for the applicant"),
                "ask": _words("Perbaiki permohonan", "Correct the application"),
                "public": _words("Menunggu Anda memperbaiki permohonan", "Waiting for your corrections"),
            },
            **self._waiting_for_payment(),
            **self._side_by_side(),
            DECIDE: decide,
            GRANTED: _end("granted", "Permohonan disetujui", "Application granted"),
            REFUSED: _end("rejected", "Permohonan ditolak", "Application refused"),
            WITHDRAWN: _end("withdrawn", "Permohonan ditarik", "Application withdrawn"),
            **({LAPSED: _end("expired", "Tidak dibayar", "Not paid")} if self.charge else {}),
        }

    def _waiting_for_payment(self) -> Body:
        if not self.charge:
            return {}
        state = {
            "kind": "wait",
            "name": _words("Menunggu pembayaran", "Waiting for payment"),
            "signal": "payment",
            "expires": PATIENCE,
            "holder": _words("Pemohon", "Applicant"),
            "public": _words("Menunggu pembayaran Anda", "Waiting for your payment"),
        }
        return {PAY: state}

    def _side_by_side(self) -> Body:
        if not self.assessors:
            return {}
        names = (("Penilaian pertama", "First assessment"), ("Penilaian kedua", "Second assessment"))
        lanes = {
            code: {
                "name": _words(*name),
                "roles": [role],
                "ask": _words("Nilai permohonan ini", "Assess this application"),
                "limit": _days(self.assess_days),
            }
            for code, name, role in zip(LANES, names, self.assessors, strict=True)
        }
        state = {
            "kind": "parallel",
            "name": _words("Penilaian bersamaan", "Assessments side by side"),
            "lanes": lanes,
            "then": DECIDE,
            "public": _words("Sedang dinilai", "Being assessed"),
        }
        return {ASSESS: state}

    @property
    def _checked(self) -> str:
        """Where it goes once its documents are complete and paid for."""
        return ASSESS if self.assessors else DECIDE

    def _checking(self) -> list[Body]:
        complete = _action(
            "lengkap", "forward", CHECK, PAY if self.charge else self._checked, "Berkas lengkap", "Complete"
        )
        complete |= {
            "primary": True,
            "public": _words("Berkas diperiksa dan lengkap", "Checked and complete"),
        }
        if self.charge:
            complete["effects"] = [dict(self.charge.effect_of(self.factors))]
        back = _action(
            "kembalikan", "return", CHECK, MEND, "Kembalikan ke pemohon", "Return to the applicant"
        )
        back["public"] = _words("Dikembalikan untuk diperbaiki", "Returned for correction")
        again = _action("ajukan-kembali", "forward", MEND, CHECK, "Ajukan kembali", "Submit again")
        again |= {
            "primary": True,
            "public": _words("Diperbaiki dan diajukan kembali", "Corrected and submitted again"),
        }
        away = _action("tarik", "withdraw", CHECK, WITHDRAWN, "Tarik permohonan", "Withdraw the application")
        away |= {"from": [CHECK, MEND], "public": _words("Ditarik pemohon", "Withdrawn by the applicant")}
        return [complete, back, again, away]

    def _paying(self) -> list[Body]:
        if not self.charge:
            return []
        paid = _action("lunas", "signal", PAY, self._checked, "Pembayaran diterima", "Payment received")
        lapsed = _action("tidak-dibayar", "signal", PAY, LAPSED, "Tidak dibayar", "Not paid")
        return [{**paid, "signal": "payment.settled"}, {**lapsed, "signal": "payment.expired"}]

    def _assessing(self) -> list[Body]:
        if not self.assessors:
            return []
        numbers = (("Pertimbangan pertama", "First opinion"), ("Pertimbangan kedua", "Second opinion"))
        return [
            {
                "code": f"pertimbangan-{lane}",
                "kind": "forward",
                "from": [ASSESS],
                "lane": lane,
                "label": _words("Sampaikan pertimbangan", "Give the opinion"),
                "public": _words(*told),
                "primary": True,
                "requires": {"reason": True},
            }
            for lane, told in zip(LANES, numbers, strict=True)
        ]

    def _deciding(self) -> list[Body]:
        grant = _action("setujui", "forward", DECIDE, GRANTED, "Setujui", "Grant")
        grant |= {"primary": True, "public": _words("Permohonan disetujui", "Application granted")}
        if self.letter:
            recipes = {name: f"{{{name}}}" for name in self.facts}
            grant |= {
                "label": _words("Setujui dan tanda tangani", "Grant and sign"),
                "requires": {"second_factor": True, "permission": "documents.sign"},
                "effects": [{"issue_document": {"template": self.letter, "facts": recipes}}],
            }
        refuse = _action("tolak", "reject", DECIDE, REFUSED, "Tolak", "Refuse")
        refuse["public"] = _words("Permohonan ditolak", "Application refused")
        return [grant, refuse]


def _words(indonesian: str, english: str) -> dict[str, str]:
    return {"id": indonesian, "en": english}


def _days(amount: int) -> Body:
    return {"kind": "working_days", "amount": amount}


def _work(indonesian: str, english: str, role: str, days: int) -> Body:
    return {"kind": "work", "name": _words(indonesian, english), "roles": [role], "limit": _days(days)}


def _end(outcome: str, indonesian: str, english: str) -> Body:
    return {"kind": "end", "outcome": outcome, "name": _words(indonesian, english)}


def _action(code: str, kind: str, source: str, to: str, *label: str) -> Body:
    return {"code": code, "kind": kind, "from": [source], "to": to, "label": _words(*label)}
