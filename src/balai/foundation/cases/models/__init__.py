from balai.foundation.cases.models.case import Case, CaseNote, CaseQuerySet, task_keys_q
from balai.foundation.cases.models.delegation import Delegation
from balai.foundation.cases.models.draft import ProcedureDraft, Retirement
from balai.foundation.cases.models.filing import Filing
from balai.foundation.cases.models.procedure import ProcedureVersion, spec_of
from balai.foundation.cases.models.reassignment import Reassignment
from balai.foundation.cases.models.scoped import UnscopedReadError
from balai.foundation.cases.models.task import SUPERSEDED, Task, units_of_work
from balai.foundation.cases.models.view import SavedView

__all__ = [
    "SUPERSEDED",
    "Case",
    "CaseNote",
    "CaseQuerySet",
    "Delegation",
    "Filing",
    "ProcedureDraft",
    "ProcedureVersion",
    "Reassignment",
    "Retirement",
    "SavedView",
    "Task",
    "UnscopedReadError",
    "spec_of",
    "task_keys_q",
    "units_of_work",
]
