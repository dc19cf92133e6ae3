"""Drafts of procedures, and procedures that take no new cases."""

import balai.core.ids
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE TRIGGER retirement_is_kept BEFORE DELETE OR UPDATE ON cases_retirement
  FOR EACH ROW EXECUTE FUNCTION cases_refuse();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_append_only'),
        ('cases', '0012_officers_forms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Retirement',
            fields=[
                ('id', models.UUIDField(default=balai.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.CharField(max_length=240)),
                ('retired_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='retirement', to='cases.procedureversion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProcedureDraft',
            fields=[
                ('id', models.UUIDField(default=balai.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('code', models.CharField(db_collation='C', max_length=60)),
                ('definition', models.JSONField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('trial', models.JSONField(default=dict)),
                ('tried', models.CharField(blank=True, max_length=64)),
                ('edited_at', models.DateTimeField(auto_now=True)),
                ('edited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('code',), name='procedure_draft_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proceduredraft',
            trigger=pgtrigger.compiler.Trigger(name='history', sql=pgtrigger.compiler.UpsertTriggerSql(execute="audit_note_change('cases.proceduredraft', 'id')", func='RETURN NULL;', hash='160792737cba0c4524ab22e2733afefcf7877e8d', ignore_func_name='_pgtrigger_should_ignore', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_history_e13fb', table='cases_proceduredraft', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='retirement',
            trigger=pgtrigger.compiler.Trigger(name='history', sql=pgtrigger.compiler.UpsertTriggerSql(execute="audit_note_change('cases.retirement', 'id')", func='RETURN NULL;', hash='2690001148b3eb403cd6d1dd45d26ab2583d960c', ignore_func_name='_pgtrigger_should_ignore', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_history_0db2b', table='cases_retirement', when='AFTER')),
        ),
        migrations.RunSQL(FORWARD, "DROP TRIGGER retirement_is_kept ON cases_retirement"),
    ]
