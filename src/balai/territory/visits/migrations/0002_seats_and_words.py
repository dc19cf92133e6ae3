"""Seats are counted where they are kept; what guests said is not rewritten; visits are found by words."""

from django.db import migrations

SEATS = """
CREATE FUNCTION visits_count_seats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE visits_siteday SET taken = taken - OLD.people WHERE id = OLD.day_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE visits_siteday SET taken = taken + NEW.people WHERE id = NEW.day_id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER seats_are_counted AFTER INSERT OR UPDATE OR DELETE ON visits_seat
  FOR EACH ROW EXECUTE FUNCTION visits_count_seats();
"""
GROWS = """
CREATE FUNCTION visits_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % only grow', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER arrival_stays BEFORE UPDATE OR DELETE ON visits_arrival
  FOR EACH ROW EXECUTE FUNCTION visits_refuse();
CREATE TRIGGER rating_stays BEFORE UPDATE OR DELETE ON visits_rating
  FOR EACH ROW EXECUTE FUNCTION visits_refuse();
CREATE TRIGGER spending_stays BEFORE UPDATE OR DELETE ON visits_spending
  FOR EACH ROW EXECUTE FUNCTION visits_refuse();
"""
NO_GROWS = """
DROP TRIGGER arrival_stays ON visits_arrival;
DROP TRIGGER rating_stays ON visits_rating;
DROP TRIGGER spending_stays ON visits_spending;
DROP FUNCTION visits_refuse();
"""
NO_SEATS = "DROP TRIGGER seats_are_counted ON visits_seat; DROP FUNCTION visits_count_seats();"
WORDS = "code || ' ' || origin_name || ' ' || leader_office || ' ' || purpose"


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_visits_and_sites"), ("cases", "0009_words_by_function")]
    operations = [
        migrations.RunSQL(SEATS, NO_SEATS),
        migrations.RunSQL(GROWS, NO_GROWS),
        migrations.RunSQL(
            f"CREATE INDEX visits_delegation_words ON visits_delegation USING gin (cases_words({WORDS}))",
            "DROP INDEX visits_delegation_words",
        ),
    ]
