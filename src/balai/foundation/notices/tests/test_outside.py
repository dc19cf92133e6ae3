"""People without an account are told by mail, once, through the same outbox."""

import pytest
from django.db import IntegrityError, transaction

from balai.core.actor import SYSTEM
from balai.foundation.notices.actions.notify import Message, Outsider, notify_outside
from balai.foundation.notices.models import Delivery, Notice
from balai.foundation.notices.outbox.sending import deliver
from balai.foundation.notices.testing import StandIn
from balai.foundation.notices.tests.kinds import DUTY, PLAIN

GUEST = Outsider("Sekretaris Contoh", "ok@pasangkayu.example", "en")


def test_a_guest_gets_one_mail_and_no_link_to_switch_it_off(cast, server: StandIn) -> None:
    case = cast.village
    notify_outside(SYSTEM, Message(DUTY.code, case, {"what": "3510241203900001"}, "/kunjungan/"), GUEST)
    notice = Notice.objects.get()
    assert (notice.reader_name, notice.reader_email) == ("Sekretaris Contoh", "ok@pasangkayu.example")
    assert "3510241203900001" not in str(notice.facts)
    assert (deliver("email"), deliver("email")) == (1, 0)
    (letter,) = server.letters
    text = letter if isinstance(letter, str) else str(letter)
    assert "https://balai.example.go.id/kunjungan/" in text.replace("=\n", "")
    assert "List-Unsubscribe" not in text
    assert Delivery.objects.get().state == "sent"


def test_only_duties_go_out_and_a_notice_is_to_one_of_the_two(cast) -> None:
    with pytest.raises(ValueError, match="duty"):
        notify_outside(SYSTEM, Message(PLAIN.code, cast.village, {"what": "x"}), GUEST)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(kind=DUTY.code, subject_kind="x", subject_id=cast.village.pk)
    assert Notice.objects.count() == 0
