"""For measurements: many notices through the outbox, beside the same letters ready made."""

from django.apps import apps
from django.conf import settings
from django.db import transaction

from balai.core.actor import SYSTEM
from balai.foundation.notices.actions.notify import notify
from balai.foundation.notices.channels import CHANNELS
from balai.foundation.notices.channels.email import compose
from balai.foundation.notices.kinds import Kind, declare
from balai.foundation.notices.letters import Writer
from balai.foundation.notices.models import Delivery
from balai.foundation.notices.outbox.sending import deliver

KIND = declare(Kind("bench.told", "Pengukuran", "citizen", frozenset({"what"})))


def point_mail_at(port: int) -> None:
    """Have this process send to a server on this machine, without TLS."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False


def tell(count: int) -> None:
    """Tell the first citizen of the demo, each time in a transaction of its own."""
    citizen = apps.get_model("accounts.User").objects.get(username="warga")
    for number in range(count):
        with transaction.atomic():
            notify(
                SYSTEM,
                KIND.code,
                recipient_id=citizen.pk,
                subject=citizen,
                facts={"what": str(number)},
                link="/permohonan/",
            )


def bare_letters(count: int) -> list[bytes]:
    """The letters that wait, as bytes."""
    rows = list(Delivery.objects.pending().select_related("notice__recipient")[:count])
    writer = Writer(CHANNELS["email"], rows)
    letters = (writer.letter(row) for row in rows)
    return [compose(letter).message().as_bytes() for letter in letters if letter]


def deliver_all(count: int) -> None:
    """Send until everything is out. Raises RuntimeError when less than ``count`` got out."""
    sent = deliver("email")
    if sent < count:
        raise RuntimeError(f"{sent} of {count} letters got out")
