from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.services.appointments"
    label = "appointments"

    def ready(self) -> None:
        from balai.core.ui.administration import Matter, administer
        from balai.core.ui.navigation import Entry, register
        from balai.services.appointments import (  # noqa: F401
            content,
            events,
            panels,
            personal,
            taken_over,
            telling,
            visits,
        )
        from balai.services.appointments.models.booking import WORK
        from balai.services.appointments.policies import MANAGE

        personal.connect()
        visits.connect()
        register(
            Entry(_("Janji temu saya"), "calendar-check", "appointments:mine", room="account", order=12),
            Entry(_("Janji temu"), "calendar-check", "appointments:day", order=35, permission=WORK),
        )
        administer(
            Matter(
                label=_("Janji temu"),
                lead=_("Berapa orang dalam satu waktu, seberapa jauh ke depan, dibuka atau ditutup."),
                icon="calendar-check",
                url_name="appointments:openings",
                group=_("Layanan"),
                order=72,
                permissions=(MANAGE,),
                words=_("jadwal, slot, kuota, kunjungan"),
            )
        )
