"""One delegation a day for each giver and unit; see ``organizations.0002_holding_overlap`` for the pattern."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION cases_delegation_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('delegation/' || NEW.giver_id || '/' || NEW.unit_id, 0));
  PERFORM 1 FROM cases_delegation AS other
    WHERE other.giver_id = NEW.giver_id AND other.unit_id = NEW.unit_id AND other.id <> NEW.id
      AND other.revoked_at IS NULL
      AND daterange(other.starts_on, other.ends_on, '[]') && daterange(NEW.starts_on, NEW.ends_on, '[]');
  IF FOUND THEN
    RAISE EXCEPTION 'these days are delegated already'
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'delegation_no_overlap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delegation_no_overlap BEFORE INSERT OR UPDATE ON cases_delegation
  FOR EACH ROW WHEN (NEW.revoked_at IS NULL) EXECUTE FUNCTION cases_delegation_overlap();
"""
BACKWARD = """
DROP TRIGGER delegation_no_overlap ON cases_delegation;
DROP FUNCTION cases_delegation_overlap();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_views_and_delegations")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
