"""Erase what no law keeps of a person: most at once, the account itself when its owner has been told."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict
from balai.core.ui.words import local
from balai.foundation.accounts.api import erase_account
from balai.foundation.audit.api import record
from balai.foundation.notices.api import is_told
from balai.foundation.privacy.erasers import ACCOUNT, ERASERS
from balai.foundation.privacy.erasing import Line, held_by, plan_of
from balai.foundation.privacy.events import ACCOUNT_KEPT, ERASED
from balai.foundation.privacy.models import Erasure, ErasureRule
from balai.foundation.privacy.policies import require_officer
from balai.foundation.privacy.requests import DataRequest


@transaction.atomic
def erase(actor: Actor, request: DataRequest) -> UUID:
    """Carry the request out and keep the report. Raises NotAllowed, Conflict when no rules say what is kept."""
    require_officer(actor)
    if not ErasureRule.objects.exists():
        raise Conflict(_("Aturan penghapusan belum dipasang; tanpa itu tidak jelas apa yang wajib disimpan."))
    lines = plan_of(request.person_id, request.case_id, with_account=request.with_account)
    removed = sum(_erase_kind(line, request.person_id) for line in lines)
    row = Erasure.objects.create(
        case_id=request.case_id,
        person_id=request.person_id,
        lines=[line.as_kept() for line in lines],
        account_due_at=request.due_at if any(line.fate == "later" for line in lines) else None,
    )
    record(actor, ERASED, subject=row, code=request.code, removed=removed)
    return row.pk


def _erase_kind(line: Line, person_id: UUID) -> int:
    erase_them = ERASERS[line.code].erase
    return erase_them(person_id) if erase_them and line.fate == "removed" else 0


def finish_erasures() -> int:
    """Erase the accounts whose owners were told, or whose time is over; returns how many went."""
    return sum(_finish(row.pk) for row in waiting_erasures())


def waiting_erasures() -> QuerySet[Erasure]:
    """Erasures whose account is still to go."""
    return Erasure.objects.filter(account_due_at__isnull=False, account_erased_at=None)


@transaction.atomic
def _finish(erasure_id: UUID) -> bool:
    row = waiting_erasures().select_for_update(skip_locked=True, of=("self",)).filter(pk=erasure_id).first()
    if row is None or not _is_time(row):
        return False
    rule = ErasureRule.objects.get(code=ACCOUNT)
    if hold := held_by(rule, row.person_id, row.case_id):
        return _keep(row, rule.holds[hold])
    erase_account(SYSTEM, row.person_id)
    row.account_erased_at = timezone.now()
    row.lines = [{**line, "fate": "removed"} if line["code"] == ACCOUNT else line for line in row.lines]
    row.save()
    return True


def _is_time(row: Erasure) -> bool:
    is_over = row.account_due_at is not None and row.account_due_at <= timezone.now()
    return is_over or is_told(row.person_id, row.case_id)


def _keep(row: Erasure, hold: dict[str, object]) -> bool:
    """Something came in between that needs the account: it stays, and the report says why."""
    row.account_due_at = None
    row.lines = [{**line, "fate": "kept", **hold} if line["code"] == ACCOUNT else line for line in row.lines]
    row.save()
    record(SYSTEM, ACCOUNT_KEPT, subject=row, reason=local(hold["reason"], "id"))
    return False
