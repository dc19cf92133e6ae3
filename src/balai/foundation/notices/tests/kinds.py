"""Kinds of notices that only these tests know; the house declares none of them (``conftest.known_kinds``)."""

from balai.foundation.notices.kinds import Kind

WHAT = frozenset({"what"})
PLAIN = Kind("test.plain", "Percobaan biasa", "citizen", WHAT)
POSTED = Kind("test.outbox", "Percobaan", "citizen", WHAT)
FREE = Kind("test.free", "Percobaan bebas", "citizen", WHAT)
DUTY = Kind("test.outside", "Kabar luar", "citizen", WHAT, duty="Anda memintanya.")
ALL = (PLAIN, POSTED, FREE, DUTY)
