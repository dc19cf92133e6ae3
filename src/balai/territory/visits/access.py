"""The way to obtain one thing of a visit: the object, or 404, or 403."""

from typing import Literal
from uuid import UUID

from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from balai.core.actor import Actor
from balai.core.errors import NotAllowed, NotVisible
from balai.core.ids import read_id
from balai.territory.visits.models import Delegation, Host, Question, RequestDraft, Session, Site
from balai.territory.visits.policies import MANAGE, answers_for, coordinates, receives

Purpose = Literal["see", "change"]
HostPurpose = Literal["answer", "change"]
FOLLOW, DRAFT = "visits.follow", "visits.draft"
NOBODY = UUID(int=0)


def get_delegation(actor: Actor, delegation_id: UUID, *, lock: bool = False) -> Delegation:
    """A visit for whoever coordinates it; ``lock`` holds its row in the transaction. Raises NotVisible."""
    rows = Delegation.objects.visible_to(actor).select_related("unit", "origin")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found: Delegation | None = rows.filter(pk=delegation_id).first()
    if found is None:
        raise NotVisible(_("Kunjungan ini tidak ditemukan."))
    return found


def get_session(actor: Actor, session_id: UUID, to: Purpose = "see", *, lock: bool = False) -> Session:
    """A session for those who receive there; ``change`` is for whoever coordinates. Raises NotVisible, NotAllowed."""
    rows = Session.objects.visible_to(actor).select_related("delegation__unit", "site__unit")
    if lock:
        rows = rows.select_for_update(of=("self",))
    session: Session | None = rows.filter(pk=session_id).first()
    if session is None:
        raise NotVisible(_("Sesi ini tidak ditemukan."))
    if to == "change" and not coordinates(actor, session.delegation):
        raise NotAllowed(_("Acara diubah oleh unit yang mengoordinasi kunjungan."))
    return session


def host_to_answer(actor: Actor, host_id: UUID) -> Host:
    """An invitation for whoever answers it, to look at. Raises NotVisible, NotAllowed."""
    return _host(actor, host_id, "answer", Host.objects.visible_to(actor))


def get_host(actor: Actor, host_id: UUID, to: HostPurpose) -> Host:
    """Somebody who receives, held in the transaction. Raises NotVisible, NotAllowed."""
    return _host(actor, host_id, to, Host.objects.visible_to(actor).select_for_update(of=("self",)))


def _host(actor: Actor, host_id: UUID, to: HostPurpose, rows: QuerySet[Host]) -> Host:
    related = ("session__delegation__unit", "session__site", "unit", "person")
    host = rows.select_related(*related).filter(pk=host_id).first()
    if host is None:
        raise NotVisible(_("Tuan rumah ini tidak ditemukan."))
    if to == "change" and not coordinates(actor, host.session.delegation):
        raise NotAllowed(_("Tuan rumah diatur oleh unit yang mengoordinasi kunjungan."))
    if to == "answer" and not answers_for(actor, host):
        raise NotAllowed(_("Kesediaan dijawab oleh tuan rumahnya sendiri."))
    return host


def get_question(actor: Actor, question_id: UUID) -> Question:
    """A question for those who receive at its session, held in the transaction. Raises NotVisible, NotAllowed."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("session__delegation__unit")
    question = rows.filter(pk=question_id, session__in=Session.objects.visible_to(actor)).first()
    if question is None:
        raise NotVisible(_("Pertanyaan ini tidak ditemukan."))
    if not receives(actor, question.session):
        raise NotAllowed(_("Pertanyaan dijawab oleh tuan rumah sesinya."))
    return question


def get_site(actor: Actor, code: str, *, lock: bool = False) -> Site:
    """A site for whoever keeps sites. Raises NotVisible."""
    rows = Site.objects.select_for_update(of=("self",)) if lock else Site.objects.all()
    site = rows.select_related("unit").filter(code=code).first()
    if site is None or not (actor.is_system or actor.may(MANAGE)):
        raise NotVisible(_("Tempat ini tidak ada."))
    return site


def follow_token(delegation: Delegation) -> str:
    """What the mailed address carries: proof that whoever has it was told of the visit."""
    return signing.dumps(str(delegation.pk), salt=FOLLOW)


def delegation_followed(token: str, *, lock: bool = False) -> Delegation:
    """The visit that a mailed address opens, without an account. Raises NotVisible."""
    rows = Delegation.objects.select_for_update(of=("self",)) if lock else Delegation.objects.all()
    found = rows.select_related("unit", "origin").filter(pk=_signed(token, FOLLOW)).first()
    if found is None:
        raise NotVisible(_("Tautan ini tidak berlaku. Periksa surel Anda yang terakhir."))
    return found


def draft_token(draft: RequestDraft) -> str:
    """The address under which a draft goes on."""
    return signing.dumps(str(draft.pk), salt=DRAFT)


def get_draft(token: str) -> RequestDraft:
    """The draft of an address. Raises NotVisible once it was sent."""
    draft = RequestDraft.objects.filter(pk=_signed(token, DRAFT)).first()
    if draft is None:
        raise NotVisible(_("Draf ini sudah dikirim atau tidak ada. Mulai permohonan baru."))
    return draft


def _signed(token: str, salt: str) -> UUID:
    """The key that a token carries; one that stands for nothing where it was not made here."""
    try:
        return read_id(signing.loads(token, salt=salt)) or NOBODY
    except signing.BadSignature:
        return NOBODY
