"""The report of an import: what was read, what came of it, what is wrong and where."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from balai.core.exchange.sheets import Sheet


@dataclass(frozen=True)
class Problem:
    """One sentence about one place of the file; row 0 means the file as a whole."""

    row: int
    column: str
    message: str


@dataclass
class Report:
    """Rows read, and rows created, changed, unchanged. With one error nothing was kept."""

    kind: str
    is_dry_run: bool = False
    rows: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        """True when the rows are in the database now."""
        return not self.errors and not self.is_dry_run

    def lines(self) -> Iterator[tuple[str, Problem]]:
        """All problems with their weight, in the order of the file."""
        marked = [(_("Kesalahan"), problem) for problem in self.errors]
        marked += [(_("Peringatan"), problem) for problem in self.warnings]
        yield from sorted(marked, key=lambda pair: pair[1].row)

    def sheet(self) -> Sheet:
        """The problems as a table for downloading."""
        columns = [_("Baris"), _("Kolom"), _("Jenis"), _("Keterangan")]
        return Sheet(
            columns, [(item.row, item.column, weight, item.message) for weight, item in self.lines()]
        )
