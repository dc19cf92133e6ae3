"""The treasurer's pages of bills: the list, one bill, money at the desk, taking a bill back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from balai.core.http.forms import attempt, sent
from balai.core.money import format_rupiah
from balai.foundation.accounts.api import officer_required
from balai.services.payments import access, policies
from balai.services.payments.actions.end_bill import cancel_bill
from balai.services.payments.actions.receive_cash import Cash, receive_cash
from balai.services.payments.actions.remind import raise_reminder
from balai.services.payments.forms import CashForm, ReasonForm
from balai.services.payments.models import Bill
from balai.services.payments.selectors import BillFilters, bills_at_work
from balai.services.payments.spelling import spelled
from balai.services.payments.views.showing import TONES, context_of

PAGE = 25


@require_GET
@officer_required(policies.VIEW)
def bills(request: HttpRequest) -> HttpResponse:
    """What is to be paid at my unit, what is due first; found by code, number, name."""
    state = request.GET.get("keadaan", "")
    filters = BillFilters(state if state in Bill.State.values else "", request.GET.get("q", "").strip()[:80])
    page = Paginator(bills_at_work(request.actor, filters), PAGE).get_page(request.GET.get("hal"))  # type: ignore[attr-defined]
    states = [("", _("Menunggu pembayaran")), *[(one.value, one.label) for one in SHOWN_STATES]]
    return render(
        request,
        "payments/office/bills.html",
        {"page": page, "filters": filters, "states": states, "tones": TONES},
    )


SHOWN_STATES = (Bill.State.PAID, Bill.State.EXPIRED, Bill.State.CANCELLED)


@require_GET
@officer_required(policies.VIEW)
def bill(request: HttpRequest, bill_id: UUID) -> HttpResponse:
    """One bill as officers see it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_bill(actor, bill_id, to="office")
    context = {
        **context_of(found),
        "receives": found.is_payable and policies.receives(actor, found.unit_id),
        "cancels": found.state == Bill.State.OPEN and policies.may(actor, policies.CANCEL, found.unit_id),
        "reminds": _reminds(actor, found),
    }
    return render(request, "payments/office/bill.html", context)


def _reminds(actor: object, found: Bill) -> bool:
    owed = found.state == Bill.State.EXPIRED and found.paid > 0
    return owed and policies.may(actor, policies.RAISE, found.unit_id)  # type: ignore[arg-type]


@require_http_methods(["GET", "POST"])
@officer_required(policies.RECEIVE)
def receive(request: HttpRequest, bill_id: UUID) -> HttpResponse:
    """Count, look a second time, save: the receipt is signed in the same step."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_bill(actor, bill_id, to="receive")
    form = CashForm(sent(request), initial={"amount": found.rest, "seen_rest": found.rest})
    if request.method == "POST" and form.is_valid():
        cash = Cash(form.cleaned_data["amount"], form.cleaned_data["seen_rest"])
        if "yakin" not in request.POST:
            return _second_look(request, found, form, cash)
        payment = attempt(form, lambda: receive_cash(actor, found.pk, cash))
        if payment:
            messages.success(
                request,
                _("{amount} diterima, tanda bukti {number}.").format(
                    amount=format_rupiah(payment.amount), number=payment.reference
                ),
            )
            return redirect("payments:office_bill", found.pk)
    context = {**context_of(found), "form": form}
    return render(request, "payments/office/receive.html", context, status=422 if form.errors else 200)


def _second_look(request: HttpRequest, found: Bill, form: CashForm, cash: Cash) -> HttpResponse:
    """The amount once more, in figures and in words, before anything is written."""
    context = {
        **context_of(found),
        "form": form,
        "amount": cash.amount,
        "words": spelled(cash.amount),
        "left": found.rest - cash.amount,
    }
    return render(request, "payments/office/receive_sure.html", context)


@require_http_methods(["GET", "POST"])
@officer_required(policies.CANCEL)
def cancel(request: HttpRequest, bill_id: UUID) -> HttpResponse:
    """Take a bill back on which nothing was paid, with the reason."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access.get_bill(actor, bill_id, to="cancel")
    form = ReasonForm(sent(request))
    if request.method == "POST" and attempt(
        form, lambda: cancel_bill(actor, found.pk, form.cleaned_data["reason"])
    ):
        return redirect("payments:office_bill", found.pk)
    context = {**context_of(found), "form": form}
    return render(request, "payments/office/cancel.html", context, status=422 if form.errors else 200)


@require_POST
@officer_required(policies.RAISE)
def remind(request: HttpRequest, bill_id: UUID) -> HttpResponse:
    """Raise the STRD of an expired bill."""
    card = raise_reminder(request.actor, bill_id)  # type: ignore[attr-defined]
    messages.success(request, _("{number} diterbitkan.").format(number=card.number))
    return redirect("payments:office_bill", card.id)
