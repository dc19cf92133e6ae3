"""What is regulated is not deleted, and what is finished is not rewritten: enforced by the database."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION cases_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted or rewritten', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER case_is_kept BEFORE DELETE ON cases_case
  FOR EACH ROW EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER task_is_kept BEFORE DELETE ON cases_task
  FOR EACH ROW EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER note_is_kept BEFORE DELETE OR UPDATE ON cases_casenote
  FOR EACH ROW EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER procedure_is_kept BEFORE DELETE OR UPDATE ON cases_procedureversion
  FOR EACH ROW EXECUTE FUNCTION cases_refuse();

CREATE TRIGGER closed_task_stays BEFORE UPDATE ON cases_task
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER decided_case_stays BEFORE UPDATE ON cases_case
  FOR EACH ROW WHEN (
    OLD.closed_at IS NOT NULL
    AND (OLD.state, OLD.outcome, OLD.closed_at) IS DISTINCT FROM (NEW.state, NEW.outcome, NEW.closed_at)
  ) EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER case_keeps_its_origin BEFORE UPDATE ON cases_case
  FOR EACH ROW WHEN (
    (OLD.code, OLD.procedure_id, OLD.unit_id, OLD.submitted_at)
    IS DISTINCT FROM (NEW.code, NEW.procedure_id, NEW.unit_id, NEW.submitted_at)
  ) EXECUTE FUNCTION cases_refuse();
"""

BACKWARD = """
DROP TRIGGER case_is_kept ON cases_case;
DROP TRIGGER task_is_kept ON cases_task;
DROP TRIGGER note_is_kept ON cases_casenote;
DROP TRIGGER procedure_is_kept ON cases_procedureversion;
DROP TRIGGER closed_task_stays ON cases_task;
DROP TRIGGER decided_case_stays ON cases_case;
DROP TRIGGER case_keeps_its_origin ON cases_case;
DROP FUNCTION cases_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
