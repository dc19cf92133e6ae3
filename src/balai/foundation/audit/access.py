"""The way to the trail: for the inspectorate, and 404 for everybody else."""

from uuid import UUID

from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotVisible
from balai.foundation.audit.models import Change, Event, Head, PersonalRead
from balai.foundation.audit.policies import may_audit
from balai.foundation.audit.selectors import TABS, Tab

Entry = Event | Change | PersonalRead


def require_auditor(actor: Actor) -> None:
    """Raise NotVisible for everybody but the inspectorate."""
    if not may_audit(actor):
        raise NotVisible(_("Halaman ini tidak ditemukan."))


def get_entry(actor: Actor, tab: Tab, entry_id: UUID) -> Entry:
    """One entry of the trail. Raises NotVisible."""
    require_auditor(actor)
    entry: Entry | None = TABS[tab].objects.filter(pk=entry_id).first()
    if entry is None:
        raise NotVisible(_("Catatan ini tidak ditemukan."))
    return entry


def get_head(actor: Actor, head_id: UUID) -> Head:
    """A signed head. Raises NotVisible."""
    require_auditor(actor)
    head = Head.objects.filter(pk=head_id).first()
    if head is None:
        raise NotVisible(_("Kepala segel ini tidak ditemukan."))
    return head
