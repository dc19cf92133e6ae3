from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0009_first_day")]
    operations = [
        migrations.AddField(
            model_name="templateversion",
            name="provenance",
            field=models.CharField(blank=True, default="", max_length=240),
            preserve_default=False,
        ),
    ]
