"""What administrators keep here, with how it stands."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from balai.core.actor import Actor
from balai.core.ui.administration import Matter, State, administer
from balai.foundation.accounts.policies import AUDIT, MANAGE
from balai.foundation.accounts.role_selectors import ending_soon
from balai.foundation.accounts.selectors import people_without_factor

SOON = timedelta(days=30)


def register() -> None:
    """Add accounts and roles to the page of administration."""
    people = _("Orang dan peran")
    administer(
        Matter(
            label=_("Akun petugas"),
            lead=_("Membuat akun, kode sekali pakai, mengunci dan membuka."),
            icon="users",
            url_name="accounts:people",
            group=people,
            order=10,
            permissions=(MANAGE,),
            words=_("kata sandi, faktor kedua, pegawai"),
            state=_accounts,
        ),
        Matter(
            label=_("Peran"),
            lead=_("Siapa boleh apa, di mana, sampai kapan."),
            icon="key-round",
            url_name="accounts:roles",
            group=people,
            order=20,
            permissions=(MANAGE, AUDIT),
            words=_("wewenang, hak akses, Plt., Plh., delegasi"),
            state=_roles,
        ),
    )


def _accounts(actor: Actor) -> State | None:
    count = people_without_factor(actor)
    if not count:
        return None
    sentence = ngettext(
        "%(n)s akun belum memasang faktor kedua", "%(n)s akun belum memasang faktor kedua", count
    )
    return State(sentence % {"n": count}, waits=True)


def _roles(actor: Actor) -> State | None:
    count = ending_soon(actor, timezone.localdate() + SOON)
    sentence = ngettext("%(n)s peran berakhir dalam 30 hari", "%(n)s peran berakhir dalam 30 hari", count)
    return State(sentence % {"n": count}, waits=True) if count else None
