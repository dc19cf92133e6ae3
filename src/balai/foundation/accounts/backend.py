"""Sign in by user name, e-mail address or phone number."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from balai.core.prepared import Prepared
from balai.foundation.accounts.models import User
from balai.foundation.accounts.phone import read_phone


def find_account(identifier: str) -> User | None:
    """The account that a typed name, address or number belongs to."""
    typed = identifier.strip().lower()
    if not typed:
        return None
    if "@" in typed:
        return User.objects.filter(email=typed).first()
    user = User.objects.filter(username=typed).first()
    phone = None if user else read_phone(typed)
    return user or (User.objects.filter(phone=phone).first() if phone else None)


class IdentifierBackend(AuthenticationBackend):
    """allauth's backend; what is no user name is tried as a phone number."""

    def _authenticate_by_username(self, username: str, password: str) -> AbstractBaseUser | None:
        return self._check_password(find_account(username) if username else None, password)

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session; none when it is locked. Its identity number is read only where it is asked for."""
        found = _ACCOUNT.rows(user_id)
        return User.from_db("default", _READ, found[0]) if found else None


_READ = [field.attname for field in User._meta.concrete_fields if field.attname != "nik"]
_ACCOUNT = Prepared(
    lambda user_id: User.objects.filter(pk=user_id, is_active=True).values_list(*_READ), UUID(int=1)
)
