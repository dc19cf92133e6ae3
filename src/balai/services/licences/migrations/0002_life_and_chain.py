"""What no programme can break: how a licence lives, what it follows, visits and reminders that only grow."""

from django.db import migrations

GROWING = ("licences_visit", "licences_reminder")
KEPT = ("licences_licence", "licences_finding")

REFUSE = """
CREATE FUNCTION licences_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted or rewritten', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER licences_finding_settled BEFORE UPDATE ON licences_finding
  FOR EACH ROW WHEN (OLD.closed_on IS NOT NULL) EXECUTE FUNCTION licences_refuse();
"""
GROW = """
CREATE TRIGGER licences_row_stays BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION licences_refuse();
CREATE TRIGGER licences_table_stays BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION licences_refuse();
"""
KEEP = "CREATE TRIGGER licences_is_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION licences_refuse();"

LIFE = """
CREATE FUNCTION licences_check_life() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (OLD.state = NEW.state OR (OLD.state, NEW.state) IN (
    ('active', 'suspended'), ('active', 'revoked'), ('active', 'replaced'),
    ('suspended', 'active'), ('suspended', 'revoked')
  )) THEN
    RAISE EXCEPTION 'a licence does not go from % to %', OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'licences_life';
  END IF;
  IF (OLD.unit_id, OLD.kind_id, OLD.number, OLD.holder_name, OLD.object, OLD.valid_from, OLD.valid_until, OLD.follows_id,
      OLD.follow, OLD.case_id, OLD.document_id) IS DISTINCT FROM
     (NEW.unit_id, NEW.kind_id, NEW.number, NEW.holder_name, NEW.object, NEW.valid_from, NEW.valid_until, NEW.follows_id,
      NEW.follow, NEW.case_id, NEW.document_id) THEN
    RAISE EXCEPTION 'what was determined is never rewritten' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER licences_life BEFORE UPDATE ON licences_licence FOR EACH ROW EXECUTE FUNCTION licences_check_life();
"""

# A licence follows one of its own kind and unit that is there already, so that no circle can arise.
CHAIN = """
CREATE FUNCTION licences_check_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM licences_licence before WHERE before.id = NEW.follows_id AND before.id <> NEW.id
    AND (before.unit_id, before.kind_id) = (NEW.unit_id, NEW.kind_id) AND before.valid_from <= NEW.valid_from
    AND (before.state = 'revoked') = (NEW.follow = 'reinstatement');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'licence % does not follow what it names', NEW.number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'licences_chain';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER licences_chain BEFORE INSERT ON licences_licence
  FOR EACH ROW WHEN (NEW.follows_id IS NOT NULL) EXECUTE FUNCTION licences_check_chain();
"""

LET_GO = """
DROP TRIGGER licences_chain ON licences_licence;
DROP TRIGGER licences_life ON licences_licence;
DROP TRIGGER licences_finding_settled ON licences_finding;
DROP FUNCTION licences_check_chain();
DROP FUNCTION licences_check_life();
"""
UNGROW = "DROP TRIGGER licences_table_stays ON {table}; DROP TRIGGER licences_row_stays ON {table};"
UNKEEP = "DROP TRIGGER licences_is_kept ON {table};"


class Migration(migrations.Migration):
    dependencies = [("licences", "0001_initial")]
    operations = [
        migrations.RunSQL(
            REFUSE
            + "".join(GROW.format(table=table) for table in GROWING)
            + "".join(KEEP.format(table=table) for table in KEPT)
            + LIFE
            + CHAIN,
            LET_GO
            + "".join(UNGROW.format(table=table) for table in GROWING)
            + "".join(UNKEEP.format(table=table) for table in KEPT)
            + "DROP FUNCTION licences_refuse();",
        )
    ]
