"""What the procedure of visits does with a visit.

effects:
  - plan_visit: {}       # it can come; a programme is made
  - prepare_letter: {}   # what the letter says of the programme becomes known to its case
  - require_hosts: {}    # every host has agreed; {excused: true}: besides those without whom it was decided to go on
  - go_without_hosts: {} # that decision, with the reason of the action
  - confirm_visit: {}    # after issue_document in the same action
  - turn_visit: {to: decline}   # or postpone, withdraw; the reason of the decision is told
  - revoke_letter: {}    # the confirmation leaves force
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from balai.core.errors import Invalid
from balai.core.ui.words import clock_time, long_date
from balai.foundation.cases.api import EffectContext, effect
from balai.foundation.documents import api as documents
from balai.territory.visits import events
from balai.territory.visits.actions import turn
from balai.territory.visits.actions.noting import note
from balai.territory.visits.days import days_in_words
from balai.territory.visits.models import Delegation, Session

WITHOUT = "tanpa_jawaban"  # of the case: the hosts without whom it goes on


def _visit(context: EffectContext) -> Delegation:
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("unit")
    found = rows.filter(case_id=context.case.pk).first()
    if found is None:
        raise Invalid(_("Perkara ini tidak mempunyai kunjungan."))
    return found


@effect("plan_visit")
def plan_visit(context: EffectContext) -> None:
    """It can come."""
    turn.plan(context.actor, _visit(context))


@effect("prepare_letter")
def prepare_letter(context: EffectContext) -> None:
    """Days and programme as the letter says them, in Indonesian whatever language the page has."""
    delegation = _visit(context)
    turn.require_programme(delegation)
    with override("id"):
        facts = {
            "jumlah": str(delegation.people),
            "unit": "; ".join(unit.name for unit in delegation.units.all() if unit.is_coming),
            "waktu": days_in_words(delegation),
            "acara": "\n".join(map(_line, _programme(delegation))),
        }
    context.case.records = {**context.case.records, **facts}


def _programme(delegation: Delegation) -> list[Session]:
    return list(Session.objects.standing().filter(delegation=delegation).select_related("site"))


def _line(session: Session) -> str:
    times = f"{clock_time(session.starts_at)}–{clock_time(session.ends_at)}"
    return f"{long_date(session.starts_at)}, {times}: {session.title}, {session.site.title}"


@effect("require_hosts")
def require_hosts(context: EffectContext) -> None:
    """Nobody is missing; ``excused``: besides those without whom it was decided to go on."""
    missing = turn.unsettled(_visit(context))
    known = context.case.records.get(WITHOUT, []) if context.settings.get("excused") else []
    if names := [host.name for host in missing if str(host.pk) not in known]:
        raise Invalid(
            _(
                "Belum bersedia: {names}. Tunggu jawabannya, ubah acaranya, atau lanjutkan tanpa jawaban dengan alasan."
            ).format(names="; ".join(names))
        )
    context.case.records = {**context.case.records, WITHOUT: known}


@effect("go_without_hosts", by_officer=True)
def go_without_hosts(context: EffectContext) -> None:
    """The coordinator goes on although hosts have not agreed, and says why."""
    delegation = _visit(context)
    missing = turn.unsettled(delegation)
    if not missing:
        raise Invalid(_("Semua tuan rumah sudah bersedia; pilih “acara lengkap”."))
    context.case.records = {**context.case.records, WITHOUT: [str(host.pk) for host in missing]}
    hosts = "; ".join(host.name for host in missing)
    note(context.actor, events.WITHOUT_HOSTS, delegation, hosts=hosts, reason=context.reason)


@effect("confirm_visit", by_officer=True)
def confirm_visit(context: EffectContext) -> None:
    """The letter is signed."""
    turn.confirm(context.actor, _visit(context))


@effect("turn_visit")
def turn_visit(context: EffectContext) -> None:
    """Declined, put off or called off; what the guests called off themselves keeps their reason."""
    delegation, to = _visit(context), turn.TURNS[context.settings["to"]]
    if delegation.state != to.state:
        turn.release(context.actor, delegation, to, context.reason or delegation.reason)


@effect("revoke_letter", by_officer=True)
def revoke_letter(context: EffectContext) -> None:
    """The confirmation that was sent leaves force."""
    for letter in documents.documents_of_case(context.actor, context.case.pk):
        if letter.state == "valid":
            documents.revoke(context.actor, letter.id, "lain", context.reason)
