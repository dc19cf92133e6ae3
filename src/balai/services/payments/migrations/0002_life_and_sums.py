"""What no programme can break: a bill's life and sums, payments and slips that only grow, tariffs that do not overlap."""

from django.db import migrations

GROWING = ("payments_payment", "payments_billline", "payments_deposit", "payments_deposititem", "payments_bankline")

REFUSE = """
CREATE FUNCTION payments_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted or rewritten', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
KEEP = """
CREATE TRIGGER payments_row_stays BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_table_stays BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse();
"""

LIFE = """
CREATE FUNCTION payments_check_life() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (OLD.state = NEW.state OR (OLD.state, NEW.state) IN (
    ('open', 'partial'), ('open', 'paid'), ('open', 'expired'), ('open', 'cancelled'),
    ('partial', 'paid'), ('partial', 'expired')
  )) THEN
    RAISE EXCEPTION 'a bill does not go from % to %', OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_bill_life';
  END IF;
  IF (OLD.kind, OLD.number, OLD.code, OLD.unit_id, OLD.tariff_id, OLD.follows_id, OLD.case_id, OLD.payer_id,
      OLD.total, OLD.raised_on, OLD.due_on) IS DISTINCT FROM
     (NEW.kind, NEW.number, NEW.code, NEW.unit_id, NEW.tariff_id, NEW.follows_id, NEW.case_id, NEW.payer_id,
      NEW.total, NEW.raised_on, NEW.due_on) OR NEW.paid < OLD.paid THEN
    RAISE EXCEPTION 'what was determined is never rewritten' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payments_bill_life BEFORE UPDATE ON payments_bill FOR EACH ROW EXECUTE FUNCTION payments_check_life();
CREATE TRIGGER payments_bill_is_kept BEFORE DELETE ON payments_bill FOR EACH ROW EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_refund_is_kept BEFORE DELETE ON payments_refundnote
  FOR EACH ROW EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_refund_stays BEFORE UPDATE ON payments_refundnote
  FOR EACH ROW WHEN (OLD.paid_at IS NOT NULL) EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_callback_is_kept BEFORE DELETE ON payments_callback
  FOR EACH ROW EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_callback_stays BEFORE UPDATE ON payments_callback
  FOR EACH ROW WHEN (OLD.handled_at IS NOT NULL) EXECUTE FUNCTION payments_refuse();
"""

# The amount on a bill is the sum of its lines; what counts as paid is the sum of what its payments brought.
SUMS = """
CREATE FUNCTION payments_check_sums() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bill payments_bill%ROWTYPE;
  owed numeric;
  paid numeric;
BEGIN
  SELECT * INTO bill FROM payments_bill WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT sum(amount) INTO owed FROM payments_billline WHERE bill_id = bill.id;
  SELECT coalesce(sum(applied), 0) INTO paid FROM payments_payment WHERE bill_id = bill.id;
  IF (owed, paid) IS DISTINCT FROM (bill.total, bill.paid) THEN
    RAISE EXCEPTION 'bill %: lines %, total %, payments %, paid %', bill.code, owed, bill.total, paid, bill.paid
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_bill_sums';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_bill_sums AFTER INSERT OR UPDATE ON payments_bill
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_check_sums('id');
CREATE CONSTRAINT TRIGGER payments_line_sums AFTER INSERT ON payments_billline
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_check_sums('bill_id');
CREATE CONSTRAINT TRIGGER payments_payment_sums AFTER INSERT ON payments_payment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_check_sums('bill_id');

CREATE FUNCTION payments_check_deposit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  brought numeric;
BEGIN
  SELECT sum(p.amount) INTO brought FROM payments_deposititem i JOIN payments_payment p ON p.id = i.payment_id
  JOIN payments_deposit d ON d.id = i.deposit_id
  WHERE d.id = NEW.id AND p.unit_id = d.unit_id AND p.adapter = 'tunai';
  IF brought IS DISTINCT FROM NEW.amount THEN
    RAISE EXCEPTION 'slip %: amount %, payments %', NEW.number, NEW.amount, brought
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_deposit_sum';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_deposit_sum AFTER INSERT ON payments_deposit
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_check_deposit();
"""

TARIFFS = """
CREATE FUNCTION payments_check_tariff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM payments_tariff t WHERE t.code = NEW.code AND t.id <> NEW.id
    AND daterange(t.valid_from, t.valid_until, '[]') && daterange(NEW.valid_from, NEW.valid_until, '[]');
  IF FOUND THEN
    RAISE EXCEPTION 'tariff % overlaps another one', NEW.code
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'payments_tariff_no_overlap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payments_tariff_no_overlap BEFORE INSERT OR UPDATE ON payments_tariff
  FOR EACH ROW EXECUTE FUNCTION payments_check_tariff();
"""

BACKWARD = """
DROP TRIGGER payments_tariff_no_overlap ON payments_tariff;
DROP TRIGGER payments_deposit_sum ON payments_deposit;
DROP TRIGGER payments_payment_sums ON payments_payment;
DROP TRIGGER payments_line_sums ON payments_billline;
DROP TRIGGER payments_bill_sums ON payments_bill;
DROP TRIGGER payments_callback_stays ON payments_callback;
DROP TRIGGER payments_callback_is_kept ON payments_callback;
DROP TRIGGER payments_refund_stays ON payments_refundnote;
DROP TRIGGER payments_refund_is_kept ON payments_refundnote;
DROP TRIGGER payments_bill_is_kept ON payments_bill;
DROP TRIGGER payments_bill_life ON payments_bill;
DROP FUNCTION payments_check_tariff();
DROP FUNCTION payments_check_deposit();
DROP FUNCTION payments_check_sums();
DROP FUNCTION payments_check_life();
"""
LET_GO = "DROP TRIGGER payments_table_stays ON {table}; DROP TRIGGER payments_row_stays ON {table};"


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [
        migrations.RunSQL(
            REFUSE + "".join(KEEP.format(table=table) for table in GROWING) + LIFE + SUMS + TARIFFS,
            BACKWARD + "".join(LET_GO.format(table=table) for table in GROWING) + "DROP FUNCTION payments_refuse();",
        )
    ]
