import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from citysafe.people import roles


def apply_roles(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_roles_of_mail_and_due_work'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignInCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(db_index=True, editable=False, help_text='A keyed fingerprint of the address it was asked for.', max_length=64)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='When it was asked for: it is good for 15 minutes.')),
                ('tries', models.PositiveSmallIntegerField(default=0, editable=False, help_text='How often a code was typed.')),
                ('ended_at', models.DateTimeField(editable=False, help_text='When it was used, typed wrongly too often, or followed by a new one.', null=True)),
                ('user', models.ForeignKey(editable=False, help_text='Whose address it was. Empty where nobody has it.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sign_in_codes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sign-in code',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('tries__lte', 5)), name='people_sign_in_code_tries_are_few', violation_error_message='This code was typed wrongly too often.')],
            },
        ),
        migrations.RunPython(apply_roles, migrations.RunPython.noop),
    ]
