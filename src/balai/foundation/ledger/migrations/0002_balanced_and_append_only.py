"""What no programme can break: balanced whole entries, lines of their own book, closed periods, nothing rewritten."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted or rewritten', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

# An entry brings the sum and the number of its lines, so that none can be added to it later either.
BALANCED = """
CREATE FUNCTION ledger_check_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  fault text;
BEGIN
  SELECT format('%s: debit %s, kredit %s, %s baris', e.id, sum(l.debit), sum(l.credit), count(l.id)) INTO fault
  FROM ledger_entry e LEFT JOIN ledger_line l ON l.entry_id = e.id
  WHERE e.id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid
  GROUP BY e.id
  HAVING (e.total, e.total, e.line_count) IS DISTINCT FROM (sum(l.debit), sum(l.credit), count(l.id));
  IF fault IS NOT NULL THEN
    RAISE EXCEPTION 'an entry is balanced and whole: %', fault
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_is_balanced';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_entry_is_balanced AFTER INSERT ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_balance('id');
CREATE CONSTRAINT TRIGGER ledger_line_is_balanced AFTER INSERT ON ledger_line
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_balance('entry_id');

ALTER TABLE ledger_line ADD CONSTRAINT ledger_line_of_its_entry
  FOREIGN KEY (entry_id, book_id, date) REFERENCES ledger_entry (id, book_id, date);
"""

# The book is held until the entry is committed: whoever closes a period waits for it.
PERIOD = """
CREATE FUNCTION ledger_check_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shut date;
  of_year integer;
BEGIN
  SELECT closed_through, year INTO shut, of_year FROM ledger_book WHERE id = NEW.book_id FOR SHARE;
  IF extract(year FROM NEW.date) <> of_year THEN
    RAISE EXCEPTION '% lies outside the book of %', NEW.date, of_year
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_day_in_year';
  END IF;
  IF NEW.date <= shut THEN
    RAISE EXCEPTION 'ledger_period_is_open: the book is closed through %', shut
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_period_is_open';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_entry_day BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_check_day();

CREATE FUNCTION ledger_check_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM ledger_account a JOIN ledger_book b ON b.chart_id = a.chart_id
  WHERE a.id = NEW.account_id AND b.id = NEW.book_id AND a.is_posting
    AND (a.ends_on IS NULL OR a.ends_on >= NEW.date);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'account % is not posted to in this book', NEW.account_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_line_account';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_line_account BEFORE INSERT ON ledger_line FOR EACH ROW EXECUTE FUNCTION ledger_check_account();
"""

KEPT = """
CREATE TRIGGER ledger_row_stays BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_row_stays BEFORE UPDATE OR DELETE ON ledger_line
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_table_stays BEFORE TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_table_stays BEFORE TRUNCATE ON ledger_line
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_book_is_kept BEFORE DELETE ON ledger_book
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_book_keeps_its_origin BEFORE UPDATE ON ledger_book
  FOR EACH ROW WHEN (
    (OLD.unit_id, OLD.kind, OLD.year, OLD.chart_id) IS DISTINCT FROM (NEW.unit_id, NEW.kind, NEW.year, NEW.chart_id)
    OR NEW.closed_through < OLD.closed_through
    OR (NEW.closed_through IS NULL AND OLD.closed_through IS NOT NULL)
  ) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_account_is_kept BEFORE DELETE ON ledger_account
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_account_keeps_its_origin BEFORE UPDATE ON ledger_account
  FOR EACH ROW WHEN ((OLD.chart_id, OLD.code, OLD.kind, OLD.side) IS DISTINCT FROM
    (NEW.chart_id, NEW.code, NEW.kind, NEW.side)) EXECUTE FUNCTION ledger_refuse();
"""

BACKWARD = """
DROP TRIGGER ledger_account_keeps_its_origin ON ledger_account;
DROP TRIGGER ledger_account_is_kept ON ledger_account;
DROP TRIGGER ledger_book_keeps_its_origin ON ledger_book;
DROP TRIGGER ledger_book_is_kept ON ledger_book;
DROP TRIGGER ledger_table_stays ON ledger_line;
DROP TRIGGER ledger_table_stays ON ledger_entry;
DROP TRIGGER ledger_row_stays ON ledger_line;
DROP TRIGGER ledger_row_stays ON ledger_entry;
DROP TRIGGER ledger_line_account ON ledger_line;
DROP TRIGGER ledger_entry_day ON ledger_entry;
ALTER TABLE ledger_line DROP CONSTRAINT ledger_line_of_its_entry;
DROP TRIGGER ledger_line_is_balanced ON ledger_line;
DROP TRIGGER ledger_entry_is_balanced ON ledger_entry;
DROP FUNCTION ledger_check_account();
DROP FUNCTION ledger_check_day();
DROP FUNCTION ledger_check_balance();
DROP FUNCTION ledger_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE + BALANCED + PERIOD + KEPT, BACKWARD)]
