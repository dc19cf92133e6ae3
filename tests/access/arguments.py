"""What stands in the place of ``<id>`` and the like in an address: things of the world."""

from collections.abc import Callable
from typing import Any

from balai.foundation.cases.models import Case
from tests.paper import TAMANSARI
from tests.world import World


def case_code(world: World) -> str:
    """The code of the waiting case."""
    return Case.objects.unscoped().get(pk=world.case_id).code


NO_CODE = {"code": "TIDAK-ADA"}
NOBODY = "00000000-0000-7000-8000-000000000000"
ARGUMENTS: dict[str, Callable[[World], dict[str, Any]]] = {
    "parts:choose": lambda world: {"code": "layanan"},
    "accounts:first_password": lambda world: NO_CODE,
    "accounts:invitation": lambda world: NO_CODE,
    "account_confirm_email": lambda world: {"key": "tidak-ada"},
    "account_reset_password_from_key": lambda world: {"uidb36": "0", "key": "tidak-ada"},
    "accounts:citizen": lambda world: {"user_id": world.people["owner"].pk},
    "accounts:citizen_code": lambda world: {"user_id": world.people["owner"].pk},
    "accounts:grant": lambda world: {"user_id": world.people["operator"].pk},
    "accounts:lock": lambda world: {"user_id": world.people["operator"].pk},
    "accounts:new_code": lambda world: {"user_id": world.people["operator"].pk},
    "accounts:person": lambda world: {"user_id": world.people["operator"].pk},
    "accounts:reset_factor": lambda world: {"user_id": world.people["operator"].pk},
    "accounts:reveal": lambda world: {"user_id": world.people["owner"].pk},
    "accounts:revoke": lambda world: {"user_id": world.people["operator"].pk, "grant_id": world.grant_id},
    "accounts:role": lambda world: {"code": "operator_desa"},
    "accounts:unlock": lambda world: {"user_id": world.people["operator"].pk},
    "accounts:unlock_citizen": lambda world: {"user_id": world.people["owner"].pk},
    "applications:begin": lambda world: {"slug": "surat-keterangan-usaha"},
    "applications:case": lambda world: {"case_id": world.case_id},
    "applications:correct": lambda world: {"case_id": world.case_id},
    "applications:review": lambda world: {"draft_id": world.draft_id},
    "applications:step": lambda world: {"draft_id": world.draft_id, "name": world.draft_step},
    "applications:withdraw": lambda world: {"case_id": world.case_id},
    "audit:entry": lambda world: {"tab": "peristiwa", "entry_id": world.event_id},
    "audit:export": lambda world: {"form": "csv"},
    "audit:head": lambda world: {"head_id": world.head_id},
    "audit:subject": lambda world: {"key": world.case_id},
    "cases:action": lambda world: {"case_id": world.case_id, "code": "teruskan"},
    "cases:case": lambda world: {"case_id": world.case_id},
    "cases:claim": lambda world: {"task_id": world.task_id},
    "cases:hand_over": lambda world: {"task_id": world.task_id},
    "cases:inbox_export": lambda world: {"kind": "csv"},
    "cases:load_export": lambda world: {"kind": "csv"},
    "cases:note": lambda world: {"case_id": world.case_id},
    "cases:overview_export": lambda world: {"kind": "csv"},
    "cases:preview": lambda world: {"case_id": world.case_id},
    "cases:release": lambda world: {"task_id": world.task_id},
    "cases:remove_view": lambda world: {"view_id": world.task_id},
    "cases:reveal": lambda world: {"case_id": world.case_id},
    "cases:revoke_leave": lambda world: {"delegation_id": world.task_id},
    "catalogue:service": lambda world: {"slug": "surat-keterangan-usaha"},
    "catalogue:variant": lambda world: {"slug": "surat-keterangan-tidak-mampu"},
    "documents:cancel": lambda world: {"number_id": world.number_id},
    "documents:check": lambda world: {"code": world.document_code},
    "documents:download": lambda world: {"document_id": world.document_id},
    "documents:document": lambda world: {"document_id": world.document_id},
    "documents:discard_letterhead": lambda world: {"unit_id": world.unit_id},
    "documents:letterhead": lambda world: {"unit_id": world.unit_id},
    "documents:letterhead_picture": lambda world: {"unit_id": world.unit_id},
    "documents:letterhead_sheet": lambda world: {"unit_id": world.unit_id},
    "documents:numbering": lambda world: {"unit_id": world.unit_id},
    "documents:one_series": lambda world: {"series_id": world.series_id},
    "documents:publish_letterhead": lambda world: {"unit_id": world.unit_id},
    "documents:reset_letterhead": lambda world: {"unit_id": world.unit_id},
    "documents:revoke": lambda world: {"document_id": world.document_id},
    "documents:sign": lambda world: {"document_id": world.document_id, "place": 0},
    "documents:use_letterhead": lambda world: {"letterhead_id": world.letterhead_id},
    "exchange:bring": lambda world: {"kind": "batas"},
    "exchange:export": lambda world: {"kind": "batas"},
    "forms:attachment": lambda world: {"attachment_id": world.attachment_id},
    "forms:autosave": lambda world: {"draft_id": world.draft_id},
    "forms:discard": lambda world: {"draft_id": world.draft_id},
    "front_api:comparison": lambda world: {"code": world.document_code},
    "front_api:document": lambda world: {"document_id": world.document_id},
    "front_api:document_file": lambda world: {"document_id": world.document_id},
    "front_api:look": lambda world: {"code": world.document_code},
    "front_api:my_application": lambda world: {"case_id": world.case_id},
    "front_api:my_story": lambda world: {"case_id": world.case_id},
    "front_api:service": lambda world: {"slug": "surat-keterangan-usaha"},
    "front_api:track": lambda world: {"code": case_code(world)},
    "front_api:worked_case": lambda world: {"case_id": world.case_id},
    "front_api:worked_story": lambda world: {"case_id": world.case_id},
    "front_api:children": lambda world: {"code": "35.10.24"},
    "front_api:detail": lambda world: {"code": TAMANSARI},
    "notices:delivery": lambda world: {"delivery_id": world.delivery_id},
    "notices:follow": lambda world: {"notice_id": world.notice_id},
    "notices:restore_wording": lambda world: {"kind": "cases.received"},
    "notices:retry": lambda world: {"delivery_id": world.delivery_id},
    "notices:unsubscribe": lambda world: {"token": world.mail_token},
    "notices:wording": lambda world: {"kind": "cases.received"},
    "organizations:appoint": lambda world: {"post_id": world.post_id},
    "organizations:closures": lambda world: {"unit_id": world.unit_id},
    "organizations:correct_holiday": lambda world: {"day": f"{world.holiday:%Y-%m-%d}"},
    "organizations:edit": lambda world: {"unit_id": world.unit_id},
    "organizations:end_holding": lambda world: {"holding_id": world.holding_id},
    "organizations:hours": lambda world: {"unit_id": world.unit_id},
    "organizations:new_post": lambda world: {"unit_id": world.unit_id},
    "organizations:remove_closure": lambda world: {
        "unit_id": world.unit_id,
        "day": f"{world.closure:%Y-%m-%d}",
    },
    "organizations:remove_holiday": lambda world: {"day": f"{world.holiday:%Y-%m-%d}"},
    "organizations:unit": lambda world: {"unit_id": world.unit_id},
    "tokens:revoke": lambda world: {"token_id": world.token_id},
    "presentation:publish_again": lambda world: {"look_id": world.look_id},
    "presentation:text": lambda world: {"key": "portal.example"},
    "presentation:reset_text": lambda world: {"key": "portal.example"},
    "privacy:breach": lambda world: {"breach_id": NOBODY},
    "privacy:download": lambda world: {"kind": "json"},
    "privacy:letter": lambda world: {"breach_id": NOBODY, "code": "subjek"},
    "privacy:processing": lambda world: {"code": "akun"},
    "privacy:request": lambda world: {"case_id": NOBODY},
    "privacy:restore_processing": lambda world: {"code": "akun"},
    "regions:place": lambda world: {"code": TAMANSARI},
}


def arguments(name: str, world: World) -> dict[str, Any]:
    """The arguments of an address; none for a plain one."""
    return ARGUMENTS[name](world) if name in ARGUMENTS else {}
