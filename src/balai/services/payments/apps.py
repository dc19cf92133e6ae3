from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Config(AppConfig):
    name = "balai.services.payments"
    label = "payments"

    def ready(self) -> None:
        from balai.core.ui.administration import Matter, administer
        from balai.core.ui.navigation import Entry, register
        from balai.foundation.cases.api import register_charges
        from balai.foundation.documents.api import sign_with
        from balai.services.payments import (  # noqa: F401
            booking,
            content,
            effects,
            events,
            exchange,
            numbering,
            panels,
            personal,
            policies,
            telling,
        )
        from balai.services.payments.charging import tariff_charges

        exchange.register()
        sign_with(numbering.RECEIPT, policies.RECEIVE)
        personal.connect()
        register_charges(tariff_charges, page="payments:tariffs")
        administer(
            Matter(
                label=_("Tarif"),
                lead=_("Apa yang dibayar untuk sebuah layanan, menurut peraturan apa, dan sejak kapan."),
                icon="banknote",
                url_name="payments:tariffs",
                group=_("Layanan"),
                order=69,
                permissions=(policies.KEEP,),
                words=_("retribusi, biaya, harga, perda"),
            )
        )
        register(
            Entry(_("Tagihan saya"), "receipt", "payments:mine", room="account", order=20),
            Entry(
                _("Tagihan"),
                "receipt",
                "payments:bills",
                order=45,
                permission="payments.view",
                brief=_("Tagihan"),
            ),
            Entry(_("Penerimaan"), "banknote", "payments:settlement", order=46, permission="payments.view"),
        )
