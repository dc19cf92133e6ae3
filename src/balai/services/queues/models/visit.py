"""A visit, its numbers, and the timed periods from which every figure is derived."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from balai.core.models import Row


def label_of(letter: str, number: int) -> str:
    """A number as it is printed and called: ``A 104``."""
    return f"{letter} {number:03d}"


class Visit(Row):
    """Somebody came, or is on the way: one or several numbers under one code that nobody can guess."""

    class Channel(models.TextChoices):
        KIOSK = "kiosk", _("Anjungan")
        RECEPTION = "reception", _("Resepsionis")
        WEB = "web", _("Web")
        PHONE = "phone", _("Telepon")
        APPOINTMENT = "appointment", _("Janji temu")

    place = models.ForeignKey("Place", models.PROTECT, related_name="visits")
    day = models.DateField()
    code = models.CharField(max_length=24, unique=True, db_collation="C")
    channel = models.CharField(max_length=12, choices=Channel)
    priority = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, default="id")
    person = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # when it was said that the turn comes soon
    key = models.UUIDField(unique=True, null=True)  # of the command that made it

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["place", "day"], name="visit_of_day"),
            models.Index(fields=["person", "-id"], name="visit_person", condition=Q(person__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(arrived_at=None) | Q(left_at__gte=F("arrived_at")),
                name="visit_times",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Ticket(Row):
    """A number. ``strip`` gave it, ``line`` is where it stands now: a transferred number keeps what is printed on it.

    Its state follows its periods by a trigger; ``reserved`` has none yet.
    """

    class State(models.TextChoices):
        RESERVED = "reserved", _("Dipesan, belum datang")
        WAITING = "waiting", _("Menunggu")
        CALLED = "called", _("Dipanggil")
        SERVING = "serving", _("Dilayani")
        HELD = "held", _("Ditahan")
        DONE = "done", _("Selesai")
        MISSED = "missed", _("Tidak datang saat dipanggil")
        LEFT = "left", _("Pergi")

    visit = models.ForeignKey("Visit", models.PROTECT, related_name="tickets")
    line = models.ForeignKey("Line", models.PROTECT, related_name="tickets")
    strip = models.ForeignKey("Strip", models.PROTECT, related_name="tickets")
    day = models.DateField()
    letter = models.CharField(max_length=2, db_collation="C")
    number = models.PositiveIntegerField()
    service = models.SlugField(max_length=60, blank=True, db_collation="C")
    order = models.PositiveSmallIntegerField()
    rank_at = models.DateTimeField()  # its place in the order of the line
    state = models.CharField(max_length=8, choices=State)
    case_id = models.UUIDField(null=True)
    booking_id = models.UUIDField(null=True)
    slot_at = models.DateTimeField(null=True)  # of its appointment
    expected_seconds = models.PositiveIntegerField(null=True)  # the wait that was told with the number
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["order", "number"]
        indexes = [
            models.Index(
                fields=["line", "day", "rank_at", "number"], name="ticket_order", condition=Q(state="waiting")
            ),
            models.Index(fields=["line", "day"], name="ticket_of_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["strip", "number"], name="ticket_number_once"),
            models.UniqueConstraint(
                fields=["booking_id"], condition=Q(booking_id__isnull=False), name="ticket_booking_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="ticket_number"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What is printed on it: ``A 104``."""
        return label_of(self.letter, self.number)


class Period(Row):
    """What happened to a number from one moment to the next. An ended period is never rewritten."""

    class Kind(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        CALLED = "called", _("Dipanggil")
        SERVING = "serving", _("Dilayani")
        HELD = "held", _("Ditahan")
        TRANSFERRED = "transferred", _("Menunggu setelah dialihkan")

    class End(models.TextChoices):
        WAITING = "waiting", _("Kembali menunggu")
        CALLED = "called", _("Dipanggil")
        SERVING = "serving", _("Dilayani")
        HELD = "held", _("Ditahan")
        TRANSFERRED = "transferred", _("Dialihkan")
        DONE = "done", _("Selesai")
        MISSED = "missed", _("Tidak datang")
        LEFT = "left", _("Pergi")

    visit = models.ForeignKey("Visit", models.PROTECT, related_name="periods")
    ticket = models.ForeignKey("Ticket", models.PROTECT, related_name="periods")
    line = models.ForeignKey("Line", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=12, choices=End, blank=True)
    counter = models.ForeignKey("Counter", models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    calls = models.PositiveSmallIntegerField(default=0)
    called_at = models.DateTimeField(null=True)  # the last time
    reason = models.CharField(max_length=240, blank=True)
    key = models.UUIDField(unique=True, null=True)  # of the command that began it
    recall_key = models.UUIDField(null=True)  # of the command that called last

    class Meta:
        ordering = ["started_at", "id"]
        indexes = [
            models.Index(fields=["ticket", "started_at"], name="period_of_ticket"),
            models.Index(fields=["line", "kind", "-ended_at"], name="period_measured"),
            models.Index(fields=["counter", "-started_at"], name="period_of_counter"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at=None), name="period_one_open_a_ticket"
            ),
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(ended_at=None, kind__in=["called", "serving"]),
                name="period_one_counter_a_visit",
            ),
            models.UniqueConstraint(
                fields=["counter"],
                condition=Q(ended_at=None, kind__in=["called", "serving"]),
                name="period_one_visit_a_counter",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="period_times"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_as="") | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                name="period_end",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["called", "serving", "held"]) | Q(counter__isnull=False),
                name="period_at_counter",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["held", "transferred"]) | ~Q(reason=""), name="period_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.kind} {self.started_at}"
