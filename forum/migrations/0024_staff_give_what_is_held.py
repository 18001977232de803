from django.db import migrations

from citysafe.people import roles


def apply_roles(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("forum", "0023_reminders"), ("people", "0007_erased_accounts")]

    operations = [
        migrations.AlterModelOptions(
            name="registration",
            options={
                "ordering": ["event", "pk"],
                "permissions": [
                    ("manage_registration", "Can cancel, release and answer for registrations"),
                    ("export_registration", "Can export registrations"),
                    ("give_registration", "Can give people what is held about them at the forum"),
                ],
            },
        ),
        migrations.RunPython(apply_roles, migrations.RunPython.noop),
    ]
