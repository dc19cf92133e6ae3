"""What the database holds: one fingerprint for each table; equal before and after means nothing changed."""

from django.apps import apps
from django.db import connection

# written on purpose when something is refused: the log of reads also keeps refused ones, and queues them to be sealed
KEPT_OF_REFUSALS = {"audit_personalread", "audit_unsealed"}
# large and without any page that writes to it: counted, not read
COUNTED = {"regions_region"}


def tables() -> list[str]:
    """All tables of Balai's own models."""
    own = (
        model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("balai.")
    )
    return sorted({model._meta.db_table for model in own} - KEPT_OF_REFUSALS)


def fingerprint() -> dict[str, str]:
    """The state of each table."""
    return {table: _state(table) for table in tables()}


def _state(table: str) -> str:
    columns = "count(*)::text" if table in COUNTED else "md5(string_agg(t::text, '|' ORDER BY t::text))"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce({columns}, '') FROM {connection.ops.quote_name(table)} t")  # noqa: S608
        return str(cursor.fetchone()[0])
