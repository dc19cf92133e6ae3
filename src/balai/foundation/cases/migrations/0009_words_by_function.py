"""The words of a row by a function that tells the planner what cutting them costs.

With the bare expression the planner took looking at a row for cheap: for a word that nobody bears it walked a
million cases in their order (15 seconds) instead of asking the index (milliseconds). A function in PL/pgSQL is not
dissolved into its expression, so that its cost counts.
"""

from django.db import migrations

TASK = "case_code || ' ' || title || ' ' || from_name"
CASE = "code || ' ' || title || ' ' || subject || ' ' || applicant_name"

FORWARD = rf"""
CREATE FUNCTION cases_words(line text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
BEGIN
  RETURN array_to_tsvector(array_remove(regexp_split_to_array(
    lower(line COLLATE "C"), '[\x01-/:-@\[-`{{-\x7f]+'), ''));
END $$;
DROP INDEX task_words;
DROP INDEX case_words;
CREATE INDEX task_words ON cases_task USING gin (cases_words({TASK})) WHERE closed_at IS NULL;
CREATE INDEX case_words ON cases_case USING gin (cases_words({CASE}));
"""
OLD = r"""array_to_tsvector(array_remove(regexp_split_to_array(
  lower(({columns}) COLLATE "C"), '[\x01-/:-@\[-`{{-\x7f]+'), ''))"""
BACKWARD = f"""
DROP INDEX task_words;
DROP INDEX case_words;
CREATE INDEX task_words ON cases_task USING gin (({OLD.format(columns=TASK)})) WHERE closed_at IS NULL;
CREATE INDEX case_words ON cases_case USING gin (({OLD.format(columns=CASE)}));
DROP FUNCTION cases_words(text);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_delegation_overlap")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
