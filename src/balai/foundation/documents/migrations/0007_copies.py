"""Units that hold copies of documents: written once, never taken back."""

import django.db.models.deletion
from django.db import migrations, models

import balai.core.ids

FORWARD = """
CREATE TRIGGER copy_is_kept BEFORE DELETE OR UPDATE ON documents_copy
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_append_only"),
        ("documents", "0006_standard_letters"),
        ("organizations", "0004_closures"),
    ]
    operations = [
        migrations.CreateModel(
            name="Copy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="documents.document",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["unit", "-id"], name="document_copy_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=["document", "unit"], name="document_copy_once")
                ],
            },
        ),
        migrations.RunSQL(FORWARD, "DROP TRIGGER copy_is_kept ON documents_copy"),
    ]
