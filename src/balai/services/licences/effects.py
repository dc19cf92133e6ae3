"""What procedures do with the register.

    effects:
      - require_licence: {follows: …}      # refuses the step when what is to be renewed is not there
      - record_licence:
          kind: izin-reklame
          holder: "{nama}"                 # recipes, as those of letters
          object: "{jenis_reklame} {panjang} m x {lebar} m, {naskah}"
          place: "{lokasi}, {desa_reklame}"
          nib: "{nib}"
          region: desa_reklame             # the answer that names the village
          point: [titik_tinjauan, titik]   # the first of these answers that is there
          follows: {field: permohonan, number: izin_lama, as: {perpanjangan: renewal, perubahan: change}}
      - suspend_licence: {}                # the case's own, with the reason of the decision
      - lift_licence: {}
      - revoke_licence: {document: lain}   # the letter leaves force too, for one of the reasons of documents

``record_licence`` stands after ``issue_document`` in the same action: number, first and last day are those of the
letter. With ``follows: own`` the licence is issued again after it was revoked. Where the kind says so, the letter of
what follows another one begins after that one's end:

      - issue_document:
          valid_from: {licence: {kind: izin-reklame, follows: {…}}}
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.core.actor import Actor
from balai.core.errors import Invalid
from balai.foundation.cases.api import Beginning, EffectContext, effect, first_day, words_of
from balai.foundation.documents import api as documents
from balai.foundation.regions.api import today, zone
from balai.services.licences.actions.change_standing import turn_licence
from balai.services.licences.actions.record_licence import write_licence
from balai.services.licences.cards import LicenceDraft
from balai.services.licences.models import Licence, LicenceKind

RECIPES = ("holder", "object", "place", "nib")
Known = Mapping[str, Any]
Followed = tuple[UUID | None, str]


@effect("record_licence", by_officer=True, told=gettext_lazy("Izin dicatat dalam register"))
def record(context: EffectContext) -> None:
    """Put what the action has issued into the register, in its transaction."""
    case, settings, known = context.case, context.settings, _known(context)
    letter = _letter(context.actor, case.pk)
    words = words_of(case, {name: settings.get(name, "") for name in RECIPES})
    follows, follow = _followed(context, letter.unit_id)
    draft = LicenceDraft(
        unit_id=letter.unit_id,
        kind=settings["kind"],
        number=letter.number,
        holder_name=words["holder"] or case.applicant_name,
        object=words["object"],
        valid_from=letter.valid_from or letter.issued_at.astimezone(zone()).date(),
        valid_until=letter.valid_until,
        holder_id=case.applicant_id,
        nib=words["nib"],
        place=words["place"],
        region_code=str(known.get(settings.get("region", ""), "") or ""),
        point=_point(settings.get("point", ()), known),
        case_id=case.pk,
        document_id=letter.id,
        follows=follows,
        follow=follow,
    )
    write_licence(context.actor, draft)


@effect("require_licence", told=gettext_lazy("Izinnya diperiksa dalam register"))
def require(context: EffectContext) -> None:
    """Refuse the step while the licence that is to be renewed or changed cannot be found."""
    _followed(context, context.case.unit_id)


@effect("suspend_licence", told=gettext_lazy("Izin dibekukan"))
def suspend(context: EffectContext) -> None:
    """Suspend the licence of the case."""
    _turn(context, "bekukan")


@effect("lift_licence", told=gettext_lazy("Pembekuan izin dicabut"))
def lift(context: EffectContext) -> None:
    """End the suspension."""
    _turn(context, "aktifkan")


@effect("revoke_licence", by_officer=True, told=gettext_lazy("Izin dicabut"))
def revoke(context: EffectContext) -> None:
    """Revoke the licence of the case, and its letter."""
    licence = _turn(context, "cabut")
    if licence.document_id:
        why = context.settings.get("document", "lain")
        documents.revoke(context.actor, licence.document_id, why, context.reason)


def _turn(context: EffectContext, turn: str) -> Licence:
    licence = Licence.objects.filter(case_id=context.case.pk).order_by("-id").first()
    if licence is None:
        raise Invalid(_("Perkara ini belum mempunyai izin dalam register."))
    return turn_licence(context.actor, licence.pk, turn, context.reason or _default(context))


def _default(context: EffectContext) -> str:
    """What the system says that decides without a reason of its own, such as a deemed decision."""
    return str(context.settings.get("reason") or _("Menurut ketentuan prosedur."))


def _known(context: EffectContext) -> Known:
    return {**context.case.answers, **context.case.records, **context.data}


def _letter(actor: Actor, case_id: UUID) -> documents.DocumentCard:
    """The letter that the action has issued: the newest of the case that is in force and in nobody's register."""
    for card in documents.documents_of_case(actor, case_id):
        if card.is_in_force and not Licence.objects.filter(document_id=card.id).exists():
            return card
    raise Invalid(_("Izin dicatat setelah suratnya terbit."))


def _point(names: Any, known: Known) -> tuple[Decimal, Decimal] | None:
    points = (known.get(name) for name in ([names] if isinstance(names, str) else names))
    found = next((point for point in points if point), None)
    return (Decimal(found["latitude"]), Decimal(found["longitude"])) if found else None


def _followed(context: EffectContext, unit_id: UUID) -> Followed:
    """The licence that this one follows, and how; (None, "") for a first one. Raises Invalid."""
    if context.settings.get("follows") == "own":
        return _revoked(context.case.pk), Licence.Follow.REINSTATEMENT
    how, number = _asked(context.settings, _known(context))
    if not how:
        return None, ""
    licence = _standing(context.case.applicant_id, unit_id, context.settings["kind"], number)
    if licence is None:
        raise Invalid(
            _("Izin nomor “{number}” milik pemohon tidak ditemukan dalam register.").format(number=number)
        )
    return licence.pk, how


def _asked(settings: Mapping[str, Any], known: Known) -> tuple[str, str]:
    """How the application follows a licence ("" for a first one), and the number that it gives."""
    rule = settings.get("follows") or {}
    how = rule.get("as", {}).get(str(known.get(rule.get("field", ""), "")), "")
    return how, str(known.get(rule["number"], "")).strip() if how else ""


def _standing(holder_id: UUID | None, unit_id: UUID, kind: str, number: str) -> Licence | None:
    """The licence in force of that number and kind, unless it is somebody else's."""
    found = Licence.objects.filter(
        unit_id=unit_id, kind__code=kind, number__iexact=number, state=Licence.State.ACTIVE
    )
    licence = found.select_related("kind").first()
    return licence if licence and licence.holder_id in (None, holder_id) else None


@first_day("licence")
def begins(of: Beginning) -> date | None:
    """The day after the end of what is followed, where its kind says so and that end is still to come.

    What is issued again after it was revoked begins when that would have begun.
    """
    if of.settings.get("follows") == "own":
        return Licence.objects.get(pk=_revoked(of.case_id)).valid_from
    how, number = _asked(of.settings, of.known)
    before = _standing(of.applicant_id, of.unit_id, of.settings["kind"], number) if how else None
    if before is None or before.kind.begins(how) != LicenceKind.AFTER_END:
        return None
    last = before.valid_until
    return last + timedelta(days=1) if last and last >= today() else None


def _revoked(case_id: UUID) -> UUID:
    found = Licence.objects.filter(case_id=case_id, state=Licence.State.REVOKED).order_by("-id").first()
    if found is None:
        raise Invalid(_("Perkara ini tidak mempunyai izin yang dicabut."))
    return found.pk
