"""What came in, day by day: the report, its comparison with the bank, deposits, and money that goes back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from balai.core.actor import Actor
from balai.core.clock import read_day
from balai.core.errors import NotAllowed
from balai.core.exchange import download
from balai.core.http.forms import attempt, sent
from balai.foundation.accounts.api import officer_required
from balai.foundation.regions.api import today
from balai.services.payments import access, policies, selectors
from balai.services.payments.actions.deposit_cash import cash_in_hand, deposit_cash, undeposited
from balai.services.payments.actions.pay_back import pay_back as pay_note_back
from balai.services.payments.forms import DepositForm, TransferForm
from balai.services.payments.selectors import Span

LONGEST_DAYS = 366


def _span(request: HttpRequest) -> Span:
    """The days of the report: today, unless the address says otherwise."""
    first = read_day(request.GET.get("dari", "")) or today()
    last = max(read_day(request.GET.get("sampai", "")) or first, first)
    return Span(first, last) if (last - first).days <= LONGEST_DAYS else Span(last, last)


@require_GET
@officer_required(policies.VIEW)
def settlement(request: HttpRequest) -> HttpResponse:
    """The report of a day or a period, beside what the bank says."""
    actor, span = request.actor, _span(request)  # type: ignore[attr-defined]
    unit_id = _own_unit(actor)
    context = {
        "span": span,
        "report": selectors.settlement(actor, span),
        "comparison": selectors.compare_with_bank(actor, span),
        "held": cash_in_hand(unit_id) if unit_id else None,
        "owed": selectors.refunds_owed(actor).count(),
        "imports": actor.may(policies.RECEIVE),
    }
    return render(request, "payments/office/settlement.html", context)


@require_GET
@officer_required(policies.VIEW)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The payments of the report as CSV or XLSX."""
    return download(selectors.payment_sheet(request.actor, _span(request)), "penerimaan", kind)  # type: ignore[attr-defined]


def _own_unit(actor: Actor) -> UUID | None:
    """The unit whose treasurer this is."""
    return next((grant.unit_id for grant in actor.grants_with(policies.RECEIVE)), None)


@require_http_methods(["GET", "POST"])
@officer_required(policies.RECEIVE)
def deposit(request: HttpRequest) -> HttpResponse:
    """Bring all cash to the account, under the bank's slip."""
    actor = request.actor  # type: ignore[attr-defined]
    unit_id = _own_unit(actor)
    if unit_id is None:
        raise NotAllowed(_("Uang disetorkan oleh bendahara penerimaan."))
    held = cash_in_hand(unit_id)
    form = DepositForm(sent(request), initial={"seen_amount": held})
    if request.method == "POST" and (
        slip := attempt(
            form,
            lambda: deposit_cash(
                actor, unit_id, form.cleaned_data["reference"], form.cleaned_data["seen_amount"]
            ),
        )
    ):
        messages.success(request, _("{number} disimpan.").format(number=slip.number))
        return redirect("payments:settlement")
    context = {"form": form, "held": held, "payments": undeposited(unit_id)}
    return render(request, "payments/office/deposit.html", context, status=422 if form.errors else 200)


@require_GET
@officer_required(policies.VIEW)
def refunds(request: HttpRequest) -> HttpResponse:
    """What is owed back to payers."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = [(note, policies.receives(actor, note.payment.unit_id)) for note in selectors.refunds_owed(actor)]
    return render(request, "payments/office/refunds.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@officer_required(policies.RECEIVE)
def pay_back(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Note that a surplus was transferred back."""
    actor = request.actor  # type: ignore[attr-defined]
    note = access.get_refund(actor, note_id)
    form = TransferForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: pay_note_back(actor, note.pk, form.cleaned_data["reference"])
    ):
        messages.success(request, _("Pengembalian dicatat."))
        return redirect("payments:refunds")
    return render(
        request,
        "payments/office/pay_back.html",
        {"note": note, "form": form},
        status=422 if form.errors else 200,
    )
