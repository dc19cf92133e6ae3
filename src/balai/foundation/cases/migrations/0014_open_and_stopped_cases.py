from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_drafts_of_procedures")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=models.Q(("closed_at", None)), fields=["id"], name="case_open"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("stopped_at__isnull", False)), fields=["id"], name="case_stopped"
            ),
        ),
    ]
