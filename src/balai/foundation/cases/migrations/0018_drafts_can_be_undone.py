"""Drafts of procedures are kept like those of forms and letters: with the definitions before, and who changed them by name."""

from django.db import migrations, models

NAMES = """
UPDATE cases_proceduredraft SET changed_by = person.full_name
  FROM accounts_user AS person WHERE person.id = edited_by_id;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_reassignments")]
    operations = [
        migrations.RemoveConstraint("proceduredraft", "procedure_draft_once"),
        migrations.AlterField(
            "proceduredraft", "code", models.CharField(db_collation="C", max_length=60, unique=True)
        ),
        migrations.RenameField("proceduredraft", "edited_at", "changed_at"),
        migrations.AddField("proceduredraft", "earlier", models.JSONField(default=list)),
        migrations.AddField(
            "proceduredraft", "changed_by", models.CharField(default="", max_length=120), preserve_default=False
        ),
        migrations.RunSQL(NAMES, migrations.RunSQL.noop),
        migrations.RemoveField("proceduredraft", "edited_by"),
    ]
