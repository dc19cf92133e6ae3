"""The search by the beginnings of words (``core.searching.Words``), and what no programme can break: what only grows."""

from django.db import migrations

GROWING = ("innovations_stagestep", "innovations_instrument")
REFUSE = """
CREATE FUNCTION innovations_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted or rewritten', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
GROW = """
CREATE TRIGGER innovations_row_stays BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION innovations_refuse();
CREATE TRIGGER innovations_table_stays BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION innovations_refuse();
"""
UNGROW = "DROP TRIGGER innovations_table_stays ON {table}; DROP TRIGGER innovations_row_stays ON {table};"
WORDS = "CREATE INDEX innovations_words ON innovations_innovation USING gin (cases_words(vocabulary));"


class Migration(migrations.Migration):
    dependencies = [("innovations", "0001_catalogue_and_index"), ("cases", "0009_words_by_function")]
    operations = [
        migrations.RunSQL(
            REFUSE + "".join(GROW.format(table=table) for table in GROWING) + WORDS,
            "DROP INDEX innovations_words;"
            + "".join(UNGROW.format(table=table) for table in GROWING)
            + "DROP FUNCTION innovations_refuse();",
        )
    ]
