"""The register is searched by the beginnings of words; the expression is that of ``core.searching.Words``."""

from django.db import migrations

WORDS = "number || ' ' || nib || ' ' || holder_name || ' ' || object || ' ' || place"


class Migration(migrations.Migration):
    dependencies = [("licences", "0002_life_and_chain"), ("cases", "0009_words_by_function")]
    operations = [
        migrations.RunSQL(
            f"CREATE INDEX licences_words ON licences_licence USING gin (cases_words({WORDS}))",
            "DROP INDEX licences_words",
        )
    ]
