"""A tariff knows the chart of its accounts, so that it can be read back in the words of a pack."""

from django.db import migrations, models

FILL = """
UPDATE payments_tariff SET chart = coalesce(
  (SELECT chart FROM payments_collector ORDER BY is_fallback DESC, id LIMIT 1), '');
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_life_and_sums")]
    operations = [
        migrations.AddField(
            model_name="tariff",
            name="chart",
            field=models.CharField(db_collation="C", default="", max_length=60),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
