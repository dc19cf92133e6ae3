"""When the issuer of an outside certificate was asked last; judgements that are asked for anew."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0013_judgements'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='signature',
            name='history',
        ),
        migrations.AddField(
            model_name='signature',
            name='inquired_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='judgement',
            name='cause',
            field=models.CharField(choices=[('upload', 'saat diunggah'), ('check', 'saat diperiksa pada penerbitnya'), ('root', 'saat sebuah akar mulai dipercaya'), ('again', 'saat ditanyakan lagi')], db_collation='C', max_length=8),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='history', sql=pgtrigger.compiler.UpsertTriggerSql(execute="audit_note_change('documents.signature', 'id', 'inquired_at')", func='RETURN NULL;', hash='93e276a0c01e3a62b8f8655fc8b8ff2d9ab1c392', ignore_func_name='_pgtrigger_should_ignore', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_history_7f190', table='documents_signature', when='AFTER')),
        ),
    ]
