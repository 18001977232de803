from django.db import migrations

from citysafe.people import roles


def apply_roles(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("backups", "0001_initial"), ("people", "0006_sign_in_codes")]
    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
