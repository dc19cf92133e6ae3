"""Where a draft goes on: the module that began it says so."""

from collections.abc import Callable

from balai.foundation.forms.selectors import DraftCard

Address = Callable[[DraftCard], str]
_ADDRESSES: dict[str, Address] = {}


def register_purpose(kind: str, address: Address) -> None:
    """Say where drafts with the purpose ``<kind>:…`` go on."""
    if _ADDRESSES.get(kind, address) is not address:
        raise ValueError(f"purpose {kind} is registered twice")
    _ADDRESSES[kind] = address


def resume_address(draft: DraftCard) -> str:
    """The page on which the draft goes on; "" when nobody answers for its purpose."""
    address = _ADDRESSES.get(draft.purpose.partition(":")[0])
    return address(draft) if address else ""
