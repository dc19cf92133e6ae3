from balai.foundation.tokens.models.token import AccessToken

__all__ = ["AccessToken"]
