"""A letter may hold from a later day than that of its issue."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_proof_until")]
    operations = [migrations.AddField("document", "valid_from", models.DateField(null=True))]
