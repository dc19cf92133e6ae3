"""What is decided may be suspended, revoked, or objected to, where its procedure says so, and in no other way."""

from django.db import migrations, models

FORWARD = """
CREATE FUNCTION cases_leave_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rules jsonb;
BEGIN
  SELECT definition INTO rules FROM cases_procedureversion WHERE id = OLD.procedure_id;
  IF NEW.outcome = coalesce(rules #>> ARRAY['states', NEW.state, 'outcome'], '')
    AND (NEW.closed_at IS NULL OR NEW.closed_at >= OLD.closed_at)
    AND EXISTS (
      SELECT FROM jsonb_array_elements(rules -> 'actions') AS action
      WHERE action ->> 'kind' IN ('after', 'objection')
        AND action -> 'from' @> to_jsonb(OLD.state::text)
        AND action ->> 'to' = NEW.state
    )
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a decided case leaves % only as its procedure says', OLD.state
    USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER decided_case_stays ON cases_case;
CREATE TRIGGER decided_case_stays BEFORE UPDATE ON cases_case
  FOR EACH ROW WHEN (
    OLD.closed_at IS NOT NULL
    AND (OLD.state, OLD.outcome, OLD.closed_at) IS DISTINCT FROM (NEW.state, NEW.outcome, NEW.closed_at)
  ) EXECUTE FUNCTION cases_leave_end();
"""

BACKWARD = """
DROP TRIGGER decided_case_stays ON cases_case;
CREATE TRIGGER decided_case_stays BEFORE UPDATE ON cases_case
  FOR EACH ROW WHEN (
    OLD.closed_at IS NOT NULL
    AND (OLD.state, OLD.outcome, OLD.closed_at) IS DISTINCT FROM (NEW.state, NEW.outcome, NEW.closed_at)
  ) EXECUTE FUNCTION cases_refuse();
DROP FUNCTION cases_leave_end();
"""

OUTCOMES = ["granted", "rejected", "withdrawn", "recorded", "expired", "suspended", "revoked"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_recorded_and_expired")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.AlterField(
            "case",
            "outcome",
            models.CharField(blank=True, choices=[(one, one) for one in OUTCOMES], max_length=10),
        ),
    ]
