"""What procedures do with agreements. Every effect acts on the agreement of the case.

effects:
  - agreement_stage: {to: draft}       # the next stage
  - require_agreed_text: {}            # refuses the step until every side has initialled the newest version
  - require_no_burden: {}              # refuses it where the council has to consent first
  - require_unsigned: {}               # refuses it once a side has signed; withdraws a final text that nobody signed
  - conclude_agreement: {}             # every side has signed: number, dates, duties
  - require_last_report: {}            # refuses it until the year of the end is reported on
  - drop_agreement: {}                 # it is not pursued
  - require_settled_duty: {}           # of a late duty's case: it is done with its evidence
"""

from django.utils.translation import gettext as _

from balai.core.errors import Invalid
from balai.foundation.cases.api import EffectContext, effect
from balai.territory.agreements.actions.conclude import conclude, set_stage
from balai.territory.agreements.actions.sign import give_up_text, withdraw_text
from balai.territory.agreements.actions.write_text import missing_initials
from balai.territory.agreements.models import Agreement, Obligation, Report, Signature, Stage


def _agreement(context: EffectContext) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("kind", "unit")
    found = rows.filter(case_id=context.case.pk).first()
    if found is None:
        raise Invalid(_("Perkara ini tidak mempunyai kerja sama dalam register."))
    return found


@effect("agreement_stage")
def stage(context: EffectContext) -> None:
    """The next stage of the agreement."""
    set_stage(context.actor, _agreement(context), context.settings["to"])


@effect("require_agreed_text")
def require_text(context: EffectContext) -> None:
    """Refuse the step while a side has not initialled the newest version."""
    if missing := missing_initials(_agreement(context).pk):
        names = ", ".join(party.name for party in missing)
        raise Invalid(_("Naskah belum diparaf oleh: {names}.").format(names=names))


@effect("require_no_burden")
def require_no_burden(context: EffectContext) -> None:
    """Refuse the step where the council has to consent: burdens for people or a budget that does not hold them yet."""
    if _agreement(context).burdens_budget:
        raise Invalid(
            _("Kerja sama ini membebani masyarakat atau anggaran, jadi memerlukan persetujuan DPRD.")
        )


@effect("require_unsigned")
def require_unsigned(context: EffectContext) -> None:
    """Refuse the step once a side has signed; a final text that nobody signed is withdrawn with it."""
    agreement = _agreement(context)
    if Signature.objects.filter(party__agreement=agreement).exists():
        raise Invalid(_("Ada pihak yang sudah menandatangani; naskah tidak berubah lagi."))
    withdraw_text(context.actor, agreement)


@effect("conclude_agreement")
def conclude_it(context: EffectContext) -> None:
    """Put the agreement in force."""
    conclude(context.actor, _agreement(context))


@effect("require_last_report")
def require_report(context: EffectContext) -> None:
    """Refuse the step until the year in which it ended is reported on."""
    agreement = _agreement(context)
    year = agreement.ended_on.year if agreement.ended_on else 0
    if not Report.objects.filter(agreement=agreement, year=year).exists():
        raise Invalid(_("Tulis dahulu laporan tahun {year}.").format(year=year))


@effect("drop_agreement")
def drop(context: EffectContext) -> None:
    """The agreement is not pursued, also where some have signed: the final text never comes into force."""
    agreement = _agreement(context)
    give_up_text(context.actor, agreement)
    set_stage(context.actor, agreement, Stage.DROPPED)


@effect("require_settled_duty")
def require_settled(context: EffectContext) -> None:
    """Refuse to close the task of a late duty before it is done."""
    if not Obligation.objects.filter(case_id=context.case.pk, done_on__isnull=False).exists():
        raise Invalid(_("Catat dahulu pemenuhan kewajiban ini dengan buktinya."))
