"""The journal reads one setting of the transaction, ``balai.context``, which ``context.py`` writes."""

from importlib import import_module

from django.db import migrations

_OLD = import_module("balai.foundation.audit.migrations.0003_append_only").JOURNAL
_FUNCTION = _OLD[_OLD.index("CREATE FUNCTION audit_note_change") : _OLD.index("CREATE FUNCTION audit_queue")]
BACKWARD = _FUNCTION.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
FORWARD = BACKWARD.replace("pghistory.context_metadata", "balai.context").replace(
    "NULLIF(current_setting('pghistory.context_id', true), '')::uuid", "(context ->> 'id')::uuid"
)
SETTINGS = """
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION audit_note_change() SET search_path = %I, pg_temp', current_schema());
END $$;
ALTER FUNCTION audit_note_change() SET timezone = 'UTC';
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_append_only")]
    operations = [migrations.RunSQL(FORWARD + SETTINGS, BACKWARD + SETTINGS)]
