from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    """The brake on guessing counts in this table, so that “migrate” alone makes a working site."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_roles")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
