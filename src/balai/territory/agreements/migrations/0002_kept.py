"""What no programme can break: texts, remarks and proofs that stay, what was signed, and the search by words."""

from django.db import migrations

GROWING = ("draft", "verdict", "initial", "signature", "extension", "reminder", "report")
KEPT = ("agreement", "remark", "obligation")
WORDS = "code || ' ' || number || ' ' || title || ' ' || affair || ' ' || partners"

REFUSE = """
CREATE FUNCTION agreements_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted or rewritten', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER agreements_duty_done BEFORE UPDATE ON agreements_obligation
  FOR EACH ROW WHEN (OLD.done_on IS NOT NULL) EXECUTE FUNCTION agreements_refuse();
CREATE TRIGGER agreements_remark_stays BEFORE UPDATE ON agreements_remark
  FOR EACH ROW WHEN (OLD.state <> 'open' OR (OLD.draft_id, OLD.clause, OLD.party_id, OLD.author, OLD.text, OLD.proposal)
    IS DISTINCT FROM (NEW.draft_id, NEW.clause, NEW.party_id, NEW.author, NEW.text, NEW.proposal))
  EXECUTE FUNCTION agreements_refuse();
CREATE TRIGGER agreements_kind_and_code BEFORE UPDATE ON agreements_agreement
  FOR EACH ROW WHEN ((OLD.code, OLD.kind_id, OLD.unit_id, OLD.case_id)
    IS DISTINCT FROM (NEW.code, NEW.kind_id, NEW.unit_id, NEW.case_id)) EXECUTE FUNCTION agreements_refuse();
CREATE TRIGGER agreements_signed_stays BEFORE UPDATE ON agreements_agreement
  FOR EACH ROW WHEN (OLD.signed_on IS NOT NULL
    AND (OLD.title, OLD.affair, OLD.scope, OLD.months, OLD.number, OLD.signed_on, OLD.begins_on, OLD.document_id)
    IS DISTINCT FROM
        (NEW.title, NEW.affair, NEW.scope, NEW.months, NEW.number, NEW.signed_on, NEW.begins_on, NEW.document_id))
  EXECUTE FUNCTION agreements_refuse();
"""
LET_GO = """
DROP TRIGGER agreements_signed_stays ON agreements_agreement;
DROP TRIGGER agreements_kind_and_code ON agreements_agreement;
DROP TRIGGER agreements_remark_stays ON agreements_remark;
DROP TRIGGER agreements_duty_done ON agreements_obligation;
DROP FUNCTION agreements_refuse();
"""
GROW = """
CREATE TRIGGER agreements_row_stays BEFORE UPDATE OR DELETE ON agreements_{table}
  FOR EACH ROW EXECUTE FUNCTION agreements_refuse();
CREATE TRIGGER agreements_table_stays BEFORE TRUNCATE ON agreements_{table}
  FOR EACH STATEMENT EXECUTE FUNCTION agreements_refuse();
"""
UNGROW = """
DROP TRIGGER agreements_table_stays ON agreements_{table};
DROP TRIGGER agreements_row_stays ON agreements_{table};
"""
KEEP = """
CREATE TRIGGER agreements_is_kept BEFORE DELETE ON agreements_{table}
  FOR EACH ROW EXECUTE FUNCTION agreements_refuse();
"""
UNKEEP = "DROP TRIGGER agreements_is_kept ON agreements_{table};"


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial"), ("cases", "0009_words_by_function")]
    operations = [
        migrations.RunSQL(REFUSE, LET_GO),
        *(migrations.RunSQL(GROW.format(table=table), UNGROW.format(table=table)) for table in GROWING),
        *(migrations.RunSQL(KEEP.format(table=table), UNKEEP.format(table=table)) for table in KEPT),
        migrations.RunSQL(
            f"CREATE INDEX agreements_words ON agreements_agreement USING gin (cases_words({WORDS}))",
            "DROP INDEX agreements_words",
        ),
    ]
