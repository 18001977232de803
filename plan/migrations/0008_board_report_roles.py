from django.db import migrations

from citysafe.people import roles


def apply_roles(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("plan", "0007_board_report"), ("people", "0002_roles")]
    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
