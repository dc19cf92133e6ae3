from django.db import migrations


class Migration(migrations.Migration):
    """What was compared before places could be chosen waits to be compared once more."""

    dependencies = [("packs", "0008_keep_choices")]

    operations = [
        migrations.RunSQL(
            "UPDATE packs_arrival SET state = 'checking', changed_at = now() - interval '1 day' WHERE state = 'ready'",
            migrations.RunSQL.noop,
        )
    ]
