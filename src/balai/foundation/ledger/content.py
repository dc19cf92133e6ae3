"""Content kind ``charts`` of packs: charts of accounts.

    - code: penerimaan-daerah
      name: {id: …, en: …}
      source: Permendagri 90/2019 …
      accounts:
        - {code: "1", name: {id: Aset, en: Assets}, kind: asset}
        - {code: "1.1", name: {id: Kas, en: Cash}}

An account stands under the longest code that its own begins with, and takes kind and side from there unless it names
its own. What has nothing under it is posted to.
"""

from collections.abc import Collection
from typing import Any

from balai.core.content import ContentContext, ContentError, content, require_keys, store
from balai.core.ui.words import local
from balai.foundation.ledger.models import Account, Chart, Line

Entry = dict[str, Any]
Path = list[str | int]
NATURAL: dict[str, str] = {
    Account.Kind.ASSET: "debit",
    Account.Kind.EXPENSE: "debit",
}  # the others grow by credit


@content("charts", order=20)
def install_charts(entries: list[Entry], context: ContentContext) -> int:
    """Charts with their accounts; an account is never removed, one that was posted to never becomes a group."""
    return sum(_install(place, entry, context) for place, entry in enumerate(entries))


def _install(place: int, entry: Entry, context: ContentContext) -> int:
    require_keys(entry, required={"code", "name", "source", "accounts"}, optional=set(), path=[place])
    facts = {"name": entry["name"], "source": entry["source"], "pack": context.pack}
    changed = int(store(Chart, {"code": entry["code"]}, facts))
    accounts = _checked(place, entry["accounts"])
    codes, known = [account["code"] for account in accounts], dict[str, Account]()
    for number, account in enumerate(accounts):
        path: Path = [place, "accounts", number]
        key = {"chart_id": entry["code"], "code": account["code"]}
        facts = _facts(account, _parent(account["code"], known), path)
        facts["is_posting"] = _is_leaf(key, codes, path)
        changed += store(Account, key, facts)
        known[account["code"]] = Account.objects.get(**key)
    return changed


def _checked(place: int, accounts: list[Entry]) -> list[Entry]:
    seen: set[str] = set()
    for number, account in enumerate(accounts):
        path: Path = [place, "accounts", number]
        require_keys(account, required={"code", "name"}, optional={"kind", "side", "ends_on"}, path=path)
        if not isinstance(account["code"], str):
            raise ContentError("kode akun ditulis dalam tanda kutip", [*path, "code"])
        if account["code"] in seen:
            raise ContentError(f"akun “{account['code']}” ada dua kali", [*path, "code"])
        seen.add(account["code"])
    return accounts


def _facts(account: Entry, parent: Account | None, path: Path) -> Entry:
    kind = account.get("kind") or (parent.kind if parent else "")
    if kind not in Account.Kind.values:
        raise ContentError("jenis akun wajib pada akun teratas, misalnya kind: asset", path)
    inherited = parent.side if parent and parent.kind == kind else NATURAL.get(kind, "credit")
    side = account.get("side") or inherited
    if side not in Account.Side.values:
        raise ContentError("sisi akun adalah debit atau credit", [*path, "side"])
    return {
        "name": account["name"],
        "kind": kind,
        "side": side,
        "parent": parent,
        "ends_on": account.get("ends_on"),
    }


def _is_leaf(key: Entry, codes: list[str], path: Path) -> bool:
    """True unless others stand under the account. Raises ContentError when it was posted to before they came."""
    if not any(code.startswith(f"{key['code']}.") for code in codes):
        return True
    posted = {f"account__{name}": value for name, value in key.items()}
    if Line.objects.filter(**posted).exists():
        raise ContentError(f"akun “{key['code']}” sudah dibukukan dan tidak dapat menjadi kelompok", path)
    return False


def _parent(code: str, known: dict[str, Account]) -> Account | None:
    parts = code.split(".")
    above = (".".join(parts[:size]) for size in range(len(parts) - 1, 0, -1))
    return next((known[each] for each in above if each in known), None)


def has_account(chart: str, code: str) -> bool:
    """True when the chart has the account and it is posted to: for modules whose packs name accounts."""
    return Account.objects.filter(chart_id=chart, code=code, is_posting=True).exists()


def accounts_of(chart: str, kinds: Collection[str]) -> list[tuple[str, str]]:
    """The accounts of these kinds that are posted to, as choices: code, and code with its name."""
    rows = Account.objects.filter(chart_id=chart, is_posting=True, kind__in=kinds).order_by("code")
    return [(row.code, f"{row.code} {local(row.name)}") for row in rows]
