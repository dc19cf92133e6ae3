"""A contract for import-linter: another module is entered by its ``api`` only."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

INTERNAL = ("tests", "migrations")
HOUSES = ("foundation", "services", "village", "government", "territory", "front")
# Django and the project's own settings name these by path; they are no way into a module's domain.
DOORS = ("api", "urls", "apps", "settings", "middleware")


def room_of(name: str) -> str | None:
    """``balai.foundation.cases`` for everything in it; None for what is no room (core, config, runtime)."""
    parts = name.split(".")
    return ".".join(parts[:3]) if len(parts) > 2 and parts[1] in HOUSES else None


def is_allowed(importer: str, imported: str) -> bool:
    """True inside a room, from a test, through an ``api``, or by another door from the configuration."""
    room = room_of(imported)
    if room is None or room == room_of(importer) or set(INTERNAL) & set(importer.split(".")):
        return True
    door = imported.removeprefix(room).lstrip(".").split(".")[0]
    return door == "api" or (importer.startswith("balai.config") and door in DOORS)


class OnlyApiContract(Contract):
    """Names each direct import that goes past a module's ``api``; ``except_imports`` are let through."""

    except_imports = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        allowed = set(self.except_imports or [])
        broken = sorted(
            f"{importer} -> {imported}"
            for importer in graph.modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if not is_allowed(importer, imported) and f"{importer} -> {imported}" not in allowed
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["broken"]:
            output.print_error(f"- {line}", bold=False)
