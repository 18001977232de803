from django.db import migrations

from citysafe.people import roles


def make_groups(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_called_accounts"), ("mail", "0001_initial"), ("work", "0001_initial")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
