from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.foundation.cases"
    label = "cases"

    def ready(self) -> None:
        from balai.core.ui.administration import Matter, administer
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.cases import content, delegated, events, filings, issuing, recorded  # noqa: F401
        from balai.foundation.cases.calendar_effect import running_limits
        from balai.foundation.cases.inbox import waiting_for_me
        from balai.foundation.cases.policies import WORKSHOP
        from balai.foundation.organizations.api import count_effect_by

        count_effect_by(running_limits)
        filings.connect()

        administer(
            Matter(
                _("Prosedur"),
                _("Keadaan, petugas dan batas waktu setiap layanan: susun, coba, terbitkan, tutup."),
                "workflow",
                "cases:procedures",
                _("Layanan"),
                60,
                (WORKSHOP,),
                words=_("alur, tahap, versi, draf, percobaan, tindakan"),
            )
        )
        register(
            Entry(
                _("Kotak kerja"), "inbox", "cases:inbox", order=10, waiting=waiting_for_me, brief=_("Kotak")
            ),
            Entry(
                _("Beban kerja"),
                "gauge",
                "cases:load",
                order=30,
                permission="cases.supervise",
                brief=_("Beban"),
            ),
            Entry(_("Pelimpahan tugas"), "calendar-check", "cases:leave", order=60, permission="cases.work"),
            Entry(
                _("Semua perkara"),
                "folder-open",
                "cases:overview",
                order=20,
                permission="cases.view",
                brief=_("Perkara"),
            ),
        )
