"""The journal's triggers, the queue of the sealer, and tables that only grow: all held by the database."""

from django.db import migrations

JOURNAL = """
-- A UUIDv7 whose twelve bits after the milliseconds hold their fraction: changes sort as they happened.
CREATE FUNCTION audit_uuid7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex(now_us / 1000), 12, '0') || '7' || lpad(to_hex(now_us % 1000 * 4096 / 1000), 3, '0')
          || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid
  FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now_us) AS clock
$$;

-- Arguments: kind of the row, column of its key, columns that never enter the journal.
CREATE FUNCTION audit_note_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  context jsonb := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;
  was jsonb;
  became jsonb;
  row_key text;
BEGIN
  IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD) - TG_ARGV[2:]; END IF;
  IF TG_OP <> 'DELETE' THEN became := to_jsonb(NEW) - TG_ARGV[2:]; END IF;
  row_key := COALESCE(was, became) ->> TG_ARGV[1];
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, n.value) INTO was, became
    FROM jsonb_each(was) AS o JOIN jsonb_each(became) AS n USING (key)
    WHERE o.value IS DISTINCT FROM n.value;
    IF was IS NULL THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO audit_change (id, created_at, subject_kind, subject_key, operation, before, after,
    actor_id, actor_name, standing, why, context_id, db_user)
  VALUES (audit_uuid7(), clock_timestamp(), TG_ARGV[0], row_key, lower(TG_OP), was, became,
    NULLIF(context ->> 'actor', '')::uuid, COALESCE(context ->> 'name', ''),
    COALESCE(context ->> 'standing', ''), COALESCE(context ->> 'why', ''),
    NULLIF(current_setting('pghistory.context_id', true), '')::uuid, session_user);
  RETURN NULL;
END $$;

CREATE FUNCTION audit_queue() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO audit_unsealed (id, kind) VALUES (NEW.id, TG_ARGV[0]);
  RETURN NULL;
END $$;

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted or rewritten', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

-- Functions that write with the owner's rights look nowhere but in the schema of this installation.
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION audit_note_change() SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION audit_queue() SET search_path = %I, pg_temp', current_schema());
END $$;
ALTER FUNCTION audit_note_change() SET timezone = 'UTC';
"""
QUEUED = {"audit_event": "e", "audit_personalread": "r", "audit_change": "c"}
GROWING = [*QUEUED, "audit_seal", "audit_head", "audit_verification"]

ENQUEUE = """
INSERT INTO audit_unsealed (id, kind) SELECT id, '{kind}' FROM {table};
CREATE TRIGGER audit_waits_for_seal AFTER INSERT ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_queue('{kind}');
"""
PROTECT = """
CREATE TRIGGER audit_row_stays BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_table_stays BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
FORWARD = "".join(
    [
        "UPDATE audit_personalread SET person_id = subject_id WHERE subject_kind = 'accounts.user';",
        JOURNAL,
        *(ENQUEUE.format(table=table, kind=kind) for table, kind in QUEUED.items()),
        *(PROTECT.format(table=table) for table in GROWING),
    ]
)
BACKWARD = "".join(
    [
        *(f"DROP TRIGGER audit_row_stays ON {table};" for table in GROWING),
        *(f"DROP TRIGGER audit_table_stays ON {table};" for table in GROWING),
        *(f"DROP TRIGGER audit_waits_for_seal ON {table};" for table in QUEUED),
        "DROP FUNCTION audit_note_change(); DROP FUNCTION audit_queue(); DROP FUNCTION audit_refuse();",
        "DROP FUNCTION audit_uuid7();",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_journal_and_seals")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
