"""Tariffs can be read back now: how they were kept before, as the pack wrote them, is not how they read."""

from django.db import migrations

FORGET = "UPDATE packs_installedentry SET content = NULL WHERE kind = 'tariffs'"


class Migration(migrations.Migration):
    dependencies = [("packs", "0006_publishing_and_following")]
    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
