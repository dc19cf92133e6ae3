"""Exchange with files: what may be imported and exported, by page and by command with the same report."""

from balai.core.exchange.files import Line, read_lines
from balai.core.exchange.registry import (
    Exported,
    ExportKind,
    ImportKind,
    Job,
    export_kinds,
    import_kind,
    import_kinds,
    register_export,
    register_import,
    run_export,
    run_import,
)
from balai.core.exchange.report import Problem, Report
from balai.core.exchange.sheets import Sheet, download

__all__ = [
    "ExportKind",
    "Exported",
    "ImportKind",
    "Job",
    "Line",
    "Problem",
    "Report",
    "Sheet",
    "download",
    "export_kinds",
    "import_kind",
    "import_kinds",
    "read_lines",
    "register_export",
    "register_import",
    "run_export",
    "run_import",
]
