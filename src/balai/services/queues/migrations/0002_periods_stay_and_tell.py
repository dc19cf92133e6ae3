"""Rules of the database: what ended stays, a number's state is what its last period says, every change is told."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION queues_keep_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR
     (NEW.id, NEW.visit_id, NEW.ticket_id, NEW.line_id, NEW.kind, NEW.started_at, NEW.counter_id, NEW.officer_id, NEW.key)
     IS DISTINCT FROM
     (OLD.id, OLD.visit_id, OLD.ticket_id, OLD.line_id, OLD.kind, OLD.started_at, OLD.counter_id, OLD.officer_id, OLD.key)
  THEN
    RAISE EXCEPTION 'a period is ended once and never rewritten' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER queues_period_stays BEFORE UPDATE OR DELETE ON queues_period
  FOR EACH ROW EXECUTE FUNCTION queues_keep_period();

CREATE FUNCTION queues_follow_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ended_at IS NULL THEN
    UPDATE queues_ticket SET line_id = NEW.line_id,
      state = CASE NEW.kind WHEN 'transferred' THEN 'waiting' ELSE NEW.kind END
      WHERE id = NEW.ticket_id;
  ELSIF NEW.ended_as IN ('done', 'missed', 'left') THEN
    UPDATE queues_ticket SET state = NEW.ended_as WHERE id = NEW.ticket_id;
    UPDATE queues_visit SET left_at = NEW.ended_at WHERE id = NEW.visit_id AND NOT EXISTS (
      SELECT FROM queues_ticket WHERE visit_id = NEW.visit_id AND state NOT IN ('done', 'missed', 'left'));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER queues_period_followed AFTER INSERT OR UPDATE OF ended_at ON queues_period
  FOR EACH ROW EXECUTE FUNCTION queues_follow_period();

CREATE FUNCTION queues_tell() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE code text;
BEGIN
  IF TG_ARGV[0] = 'visit' THEN
    SELECT place.code INTO code FROM queues_visit visit JOIN queues_place place ON place.id = visit.place_id
      WHERE visit.id = NEW.visit_id;
  ELSIF TG_ARGV[0] = 'counter' THEN
    SELECT place.code INTO code FROM queues_counter counter JOIN queues_place place ON place.id = counter.place_id
      WHERE counter.id = NEW.counter_id;
  ELSE
    SELECT place.code INTO code FROM queues_place place
      WHERE place.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.place_id ELSE NEW.place_id END;
  END IF;
  PERFORM pg_notify('balai_queue', code);
  RETURN NULL;
END $$;
"""
TOLD = {
    "queues_ticket": ("visit", "INSERT OR UPDATE"),
    "queues_period": ("visit", "INSERT OR UPDATE"),
    "queues_shift": ("counter", "INSERT OR UPDATE"),
    "queues_counter": ("place", "INSERT OR UPDATE"),
    "queues_line": ("place", "INSERT OR UPDATE"),
    "queues_placeday": ("place", "INSERT OR UPDATE OR DELETE"),
    "queues_announcement": ("place", "INSERT OR UPDATE OR DELETE"),
    "queues_display": ("place", "INSERT OR UPDATE"),
}
TELL = """
CREATE TRIGGER queues_told AFTER {when} ON {table} FOR EACH ROW EXECUTE FUNCTION queues_tell('{by}');
"""
BACKWARD = "".join(
    [
        *(f"DROP TRIGGER queues_told ON {table};" for table in TOLD),
        "DROP FUNCTION queues_tell();",
        "DROP TRIGGER queues_period_followed ON queues_period; DROP FUNCTION queues_follow_period();",
        "DROP TRIGGER queues_period_stays ON queues_period; DROP FUNCTION queues_keep_period();",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("queues", "0001_places_lines_and_visits")]
    operations = [
        migrations.RunSQL(
            FORWARD + "".join(TELL.format(table=table, by=by, when=when) for table, (by, when) in TOLD.items()),
            BACKWARD,
        )
    ]
