"""Tasks in lanes beside each other, and waits that may last too long."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_words_by_function")]
    operations = [
        migrations.AddField("task", "lane", models.CharField(blank=True, default="", max_length=60), preserve_default=False),
        migrations.RemoveConstraint("task", "task_open_once"),
        migrations.AddConstraint(
            "task",
            models.UniqueConstraint(
                fields=["case", "role", "unit", "lane"], condition=Q(closed_at=None), name="task_open_once"
            ),
        ),
        migrations.AddField("case", "expires_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "case",
            models.Index(fields=["expires_at"], name="case_expiring", condition=Q(expires_at__isnull=False)),
        ),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(stopped_at__isnull=False), name="case_expires_while_it_waits"
            ),
        ),
    ]
