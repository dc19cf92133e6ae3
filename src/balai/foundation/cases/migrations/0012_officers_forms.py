"""What officers fill in with a decision: written once, never changed."""

import balai.core.ids
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE TRIGGER filing_is_kept BEFORE DELETE OR UPDATE ON cases_filing
  FOR EACH ROW EXECUTE FUNCTION cases_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_append_only"),
        ("cases", "0011_late_tasks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("state", models.CharField(max_length=60)),
                ("action", models.CharField(max_length=60)),
                ("author_name", models.CharField(max_length=120)),
                ("form_code", models.CharField(max_length=60)),
                ("form_version", models.PositiveIntegerField()),
                ("values", models.JSONField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["case", "id"], name="filing_case")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filing",
            trigger=pgtrigger.compiler.Trigger(
                name="history",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="audit_note_change('cases.filing', 'id')",
                    func="RETURN NULL;",
                    hash="7484c001cab9731f29577c624725cdd2e0dd5524",
                    ignore_func_name="_pgtrigger_should_ignore",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_history_3f626",
                    table="cases_filing",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(FORWARD, "DROP TRIGGER filing_is_kept ON cases_filing"),
    ]
