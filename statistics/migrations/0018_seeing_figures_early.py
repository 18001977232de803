from django.db import migrations

from citysafe.people import roles


def apply_roles(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("statistics", "0017_cancelled_at"), ("people", "0002_roles")]
    operations = [
        migrations.AlterModelOptions(
            name="observation",
            options={
                "ordering": ["series", "-period_end", "-period_start"],
                "permissions": [("see_early_observation", "Can see figures before their release")],
                "verbose_name": "figure",
            },
        ),
        migrations.RunPython(apply_roles, migrations.RunPython.noop),
    ]
