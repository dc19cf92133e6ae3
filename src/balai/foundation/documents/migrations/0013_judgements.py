"""Judgements of outside certificates: written once, later ones beside earlier ones."""

import balai.core.ids
import django.db.models.deletion
from django.db import migrations, models


FORWARD = """
CREATE TRIGGER judgement_is_kept BEFORE DELETE OR UPDATE ON documents_judgement
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_append_only'),
        ('documents', '0012_confidential'),
    ]

    operations = [
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.UUIDField(default=balai.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('word', models.CharField(choices=[('unknown', 'Penerbitnya tidak dikenal di sini'), ('waiting', 'Pencabutan sertifikat belum dapat diperiksa'), ('silent', 'Penerbit tidak menyebut tempat memeriksa pencabutan'), ('good', 'Dipercaya, tidak dicabut'), ('revoked', 'Sertifikat dicabut sebelum menandatangani')], db_collation='C', max_length=8)),
                ('root', models.CharField(blank=True, max_length=300)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('cause', models.CharField(choices=[('upload', 'saat diunggah'), ('check', 'saat diperiksa pada penerbitnya'), ('root', 'saat sebuah akar mulai dipercaya')], db_collation='C', max_length=8)),
                ('evidence', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='signature',
            name='asked_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('signer_kind', 'outside')), fields=['id'], name='signature_outside'),
        ),
        migrations.AddField(
            model_name='judgement',
            name='signature',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='documents.signature'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('word', 'unknown'), _negated=True), ('root', ''), _connector='OR'), name='judgement_root'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', False), ('word', 'revoked')), models.Q(models.Q(('word', 'revoked'), _negated=True), ('revoked_at', None)), _connector='OR'), name='judgement_revoked'),
        ),
        migrations.RunSQL(FORWARD, "DROP TRIGGER judgement_is_kept ON documents_judgement"),
    ]
