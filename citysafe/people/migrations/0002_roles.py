from django.db import migrations

from citysafe.people import roles


def make_groups(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("plan", "0001_initial"),
        ("statistics", "0001_initial"),
        ("forum", "0001_initial"),
        ("pages", "0001_initial"),
        ("publishing", "0001_initial"),
        ("history", "0002_initial"),
        ("launch", "0001_initial"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
