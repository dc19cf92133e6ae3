"""Indexes for search by the beginnings of words; the expression is that of ``searching.Words``."""

from django.db import migrations

WORDS = r"""array_to_tsvector(array_remove(regexp_split_to_array(
  lower(({columns}) COLLATE "C"), '[\x01-/:-@\[-`{{-\x7f]+'), ''))"""
TASK = WORDS.format(columns="case_code || ' ' || title || ' ' || from_name")
CASE = WORDS.format(columns="code || ' ' || title || ' ' || subject || ' ' || applicant_name")

FORWARD = f"""
CREATE INDEX task_words ON cases_task USING gin (({TASK})) WHERE closed_at IS NULL;
CREATE INDEX case_words ON cases_case USING gin (({CASE}));
"""
BACKWARD = "DROP INDEX task_words; DROP INDEX case_words;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_history")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
