from django.apps import AppConfig


class Config(AppConfig):
    name = "balai.services.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from balai.core.http.pages import register_version
        from balai.core.ui.administration import Matter, administer
        from balai.core.ui.texts import register_texts
        from balai.core.ui.uses import register_uses
        from balai.services.catalogue import content, events  # noqa: F401
        from balai.services.catalogue.completion import standing
        from balai.services.catalogue.policies import EDIT, MANAGE
        from balai.services.catalogue.selectors import chosen_variants
        from balai.services.catalogue.texts import service_texts
        from balai.services.catalogue.uses import services_using

        register_version(chosen_variants)
        register_uses(services_using)
        register_texts(service_texts)
        administer(
            Matter(
                _("Isi layanan"),
                _(
                    "Teks, standar, persyaratan dan pencarian setiap layanan: draf, pratinjau, terbitkan, ekspor."
                ),
                "book-open-text",
                "catalogue:edit_list",
                _("Isi"),
                31,
                (EDIT,),
                words=_("standar pelayanan syarat biaya waktu"),
                state=standing,
            )
        )
        administer(
            Matter(
                label=_("Ragam layanan"),
                lead=_("Jalan mana yang dipakai bila sebuah layanan dapat diberikan dengan beberapa cara."),
                icon="split",
                url_name="catalogue:variants",
                group=_("Layanan"),
                order=70,
                permissions=(MANAGE,),
                words=_("prosedur, tanda tangan camat, pilihan"),
            )
        )
