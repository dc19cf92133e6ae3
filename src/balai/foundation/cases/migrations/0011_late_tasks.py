"""What happens to late tasks: superiors get them, or the system decides."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_lanes_and_waits")]
    operations = [
        migrations.AddField("task", "escalate_at", models.DateTimeField(null=True)),
        migrations.AddField("task", "is_escalation", models.BooleanField(default=False)),
        migrations.AddField("task", "deem_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["escalate_at"],
                name="task_to_escalate",
                condition=Q(closed_at=None, escalate_at__isnull=False),
            ),
        ),
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["deem_at"], name="task_to_deem", condition=Q(closed_at=None, deem_at__isnull=False)
            ),
        ),
        migrations.AddConstraint(
            "task",
            models.CheckConstraint(
                condition=Q(is_escalation=False) | Q(escalate_at=None, deem_at=None),
                name="task_escalates_once",
            ),
        ),
    ]
