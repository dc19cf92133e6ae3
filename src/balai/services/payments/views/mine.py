"""The payer's pages: what is to be paid, how, and the receipts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from balai.foundation.accounts.api import sign_in_required
from balai.services.payments import access, receipts, selectors
from balai.services.payments.actions.order_payment import order_payment
from balai.services.payments.cards import bill_card
from balai.services.payments.spelling import spelled
from balai.services.payments.views.showing import TONES, context_of


@require_GET
@sign_in_required
def mine(request: HttpRequest) -> HttpResponse:
    """My bills, the newest first."""
    rows = [(bill_card(bill), TONES[bill.state]) for bill in selectors.my_bills(request.actor)]  # type: ignore[attr-defined]
    return render(request, "payments/mine.html", {"rows": rows})


@require_GET
@sign_in_required
def bill(request: HttpRequest, bill_id: UUID) -> HttpResponse:
    """One bill: the amount, how to pay it, how it stands."""
    found = access.own_bill(request.actor, bill_id)  # type: ignore[attr-defined]
    return render(request, "payments/bill.html", context_of(found))


@require_GET
@sign_in_required
def standing(request: HttpRequest, bill_id: UUID) -> HttpResponse:
    """The bill as it stands now, or nothing when the page shows that already; the whole page without JavaScript."""
    context = context_of(access.own_bill(request.actor, bill_id))  # type: ignore[attr-defined]
    if not request.headers.get("HX-Request"):
        return render(request, "payments/bill.html", context)
    if request.GET.get("dulu") == context["mark"]:
        return HttpResponse(status=204)
    return render(request, "payments/bits/whole.html", context)


@require_POST
@sign_in_required
def order(request: HttpRequest, bill_id: UUID, adapter: str) -> HttpResponse:
    """Choose a way to pay; the bank is asked by a job."""
    found = access.own_bill(request.actor, bill_id)  # type: ignore[attr-defined]
    order_payment(request.actor, found.pk, adapter)  # type: ignore[attr-defined]
    return redirect("payments:bill", bill_id)


@require_GET
@sign_in_required
def receipt(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """The receipt of a payment through the bank; one from the treasurer is a signed document."""
    payment = access.get_payment(request.actor, payment_id)  # type: ignore[attr-defined]
    if payment.document_id:
        return redirect("documents:download", payment.document_id)
    context = {
        "payment": payment,
        "words": spelled(payment.amount),
        "facts": receipts.facts_of(payment),
        "note": receipts.note(),
        "is_own": payment.bill is not None and payment.bill.payer_id == request.actor.user_id,  # type: ignore[attr-defined]
    }
    return render(request, "payments/receipt.html", context)


@require_GET
@sign_in_required
def receipt_file(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """The same as PDF, to keep or to send on."""
    payment = access.get_payment(request.actor, payment_id)  # type: ignore[attr-defined]
    if payment.document_id:
        return redirect("documents:download", payment.document_id)
    name = f"bukti-pembayaran-{slugify(payment.reference)}.pdf"
    return HttpResponse(
        receipts.sheet_of(payment),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
