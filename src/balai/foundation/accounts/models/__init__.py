from balai.foundation.accounts.models.role import Role, RoleGrant
from balai.foundation.accounts.models.user import Profile, User

__all__ = ["Profile", "Role", "RoleGrant", "User"]
