from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.foundation.forms"
    label = "forms"

    def ready(self) -> None:
        """Register the content kind and the events."""
        from django.utils.translation import gettext_lazy as _

        from balai.core.ui.administration import Matter, administer
        from balai.foundation.audit.api import tell_owner
        from balai.foundation.forms import events, install  # noqa: F401
        from balai.foundation.forms.access import person_of
        from balai.foundation.forms.policies import MANAGE

        tell_owner("forms.attachment", person_of)
        administer(
            Matter(
                _("Formulir"),
                _(
                    "Yang ditanyakan kepada pemohon: langkah, pertanyaan, pilihan, syarat. Susun, coba, terbitkan."
                ),
                "clipboard-list",
                "forms:shelf",
                _("Layanan"),
                55,
                (MANAGE,),
                words=_("isian, pertanyaan, unggah berkas, versi, draf, pratinjau"),
            )
        )
