from balai.foundation.accounts.models.link import OneTimeLink
from balai.foundation.accounts.models.role import Role, RoleGrant
from balai.foundation.accounts.models.user import Profile, User

__all__ = ["OneTimeLink", "Profile", "Role", "RoleGrant", "User"]
