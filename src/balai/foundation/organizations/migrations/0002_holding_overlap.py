"""One holder at a time for each post and standing.

An exclusion constraint over (post, standing, period) needs btree_gist, which is not core PostgreSQL. The trigger
takes a transaction lock keyed by post and standing, so that two inserts at once cannot both look before either
commits, and refuses like a constraint of the name ``holding_no_overlap`` would.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION organizations_holding_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('holding/' || NEW.post_id || '/' || NEW.standing, 0));
  PERFORM 1 FROM organizations_holding AS other
    WHERE other.post_id = NEW.post_id AND other.standing = NEW.standing AND other.id <> NEW.id
      AND daterange(other.starts_on, other.ends_on, '[]') && daterange(NEW.starts_on, NEW.ends_on, '[]');
  IF FOUND THEN
    RAISE EXCEPTION 'the post is held by somebody else in this period'
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'holding_no_overlap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER holding_no_overlap BEFORE INSERT OR UPDATE ON organizations_holding
  FOR EACH ROW EXECUTE FUNCTION organizations_holding_overlap();
"""
BACKWARD = """
DROP TRIGGER holding_no_overlap ON organizations_holding;
DROP FUNCTION organizations_holding_overlap();
"""


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
