import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from citysafe.people import roles


def apply_roles(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0021_sharing'),
    ]

    operations = [
        migrations.CreateModel(
            name='EventChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='When it was changed.')),
                ('held_on', models.DateField(editable=False, help_text='The day before the change.', verbose_name='day')),
                ('starts', models.TimeField(editable=False, help_text='When it was to start.', null=True)),
                ('ends', models.TimeField(editable=False, help_text='When it was to end.', null=True)),
                ('venue', models.CharField(editable=False, help_text='The building before the change.', max_length=120)),
                ('address', models.CharField(editable=False, help_text='Its street and postcode.', max_length=200)),
                ('is_cancelled', models.BooleanField(editable=False, help_text='Whether it was cancelled before the change.', verbose_name='cancelled')),
                ('words', models.CharField(editable=False, help_text='What pages say of it.', max_length=1000)),
                ('note', models.CharField(editable=False, help_text='A sentence of the organisers for the letter.', max_length=300)),
                ('event', models.ForeignKey(editable=False, help_text='The meeting.', on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='forum.event')),
            ],
            options={
                'ordering': ['saved_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='forum_event_change_says_what', violation_error_message='A change that changes nothing is none.')],
            },
        ),
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('changed', 'Moved or cancelled'), ('reminder', 'Reminder'), ('announced', 'Announced')], editable=False, help_text='Which mail.', max_length=12)),
                ('moment', models.DateTimeField(editable=False, help_text='What it tells of happened then: whoever came later knows it already.')),
                ('reached', models.PositiveBigIntegerField(default=0, editable=False, help_text='The number of the last one for whom it is queued.')),
                ('finished_at', models.DateTimeField(editable=False, help_text='When it was queued for all, or was no longer needed.', null=True)),
                ('event', models.ForeignKey(editable=False, help_text='The meeting.', on_delete=django.db.models.deletion.CASCADE, related_name='mailings', to='forum.event')),
            ],
            options={
                'ordering': ['moment', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'kind', 'moment'), name='forum_mailing_once', violation_error_message='This mail is on its way already.'), models.CheckConstraint(condition=models.Q(('kind__in', ['changed', 'reminder', 'announced'])), name='forum_mailing_kind_is_known')],
            },
        ),
        migrations.RunPython(apply_roles, migrations.RunPython.noop),
    ]
