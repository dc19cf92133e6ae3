"""Jobs of payments: what the bank is asked, what it told, what cases are told, what has expired."""

from procrastinate.contrib.django import app

from balai.services.payments.actions.answer_call import handle_calls as _handle_calls
from balai.services.payments.actions.ask_bank import ask_bank as _ask_bank
from balai.services.payments.actions.end_bill import expire_bills
from balai.services.payments.actions.tell_cases import tell_cases


@app.task(name="payments.ask_bank", queueing_lock="payments.ask_bank", pass_context=False)
def ask_bank() -> int:
    """Ask the bank for the virtual accounts and codes that are wanted."""
    return _ask_bank()


@app.task(name="payments.handle_calls", queueing_lock="payments.handle_calls", pass_context=False)
def handle_calls() -> int:
    """Book what the bank told."""
    return _handle_calls()


@app.task(name="payments.tell", queueing_lock="payments.tell", pass_context=False)
def tell() -> int:
    """Let the cases go on whose bills were paid or have expired."""
    return tell_cases()


@app.periodic(cron="* * * * *")
@app.task(name="payments.round", queueing_lock="payments.round", pass_context=False)
def go_round(timestamp: int) -> None:
    """Every minute: whatever a worker that died has left, and what the bank could not do before."""
    _handle_calls()
    _ask_bank()
    tell_cases()


@app.periodic(cron="10 20 * * *")
@app.task(name="payments.expire", queueing_lock="payments.expire", pass_context=False)
def expire(timestamp: int) -> int:
    """In the small hours (03.10 in WIB): calls that the bank had to repeat at midnight have come by then."""
    return expire_bills()
