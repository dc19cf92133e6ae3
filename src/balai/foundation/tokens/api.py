"""Access tokens: what other modules may use."""

from balai.foundation.tokens.actions.create_token import MadeToken, NewToken, create_token
from balai.foundation.tokens.actions.forget_tokens import count_tokens, forget_tokens
from balai.foundation.tokens.actions.revoke_token import revoke_token
from balai.foundation.tokens.bearer import Bearer, bearer_of
from balai.foundation.tokens.cards import TokenCard
from balai.foundation.tokens.scopes import APPLICATIONS, DOCUMENTS, WORK
from balai.foundation.tokens.selectors import tokens_of

__all__ = [
    "APPLICATIONS",
    "DOCUMENTS",
    "WORK",
    "Bearer",
    "MadeToken",
    "NewToken",
    "TokenCard",
    "bearer_of",
    "count_tokens",
    "create_token",
    "forget_tokens",
    "revoke_token",
    "tokens_of",
]
