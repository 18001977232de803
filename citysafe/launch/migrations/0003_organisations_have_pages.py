from django.db import migrations

from citysafe.launch.fingerprint import fingerprint
from citysafe.launch.kinds import KINDS


def an_address_of_our_own_giving_is_no_change_of_staff(apps, schema_editor):
    rows = {row.pk: row for row in apps.get_model("plan", "Organisation").objects.all()}
    for loaded in apps.get_model("launch", "LoadedItem").objects.filter(key__startswith="plan.organisation: "):
        row = rows.get(loaded.object_id)
        if row is None:
            continue
        given, row.slug = row.slug, ""
        if fingerprint(KINDS["organisation"], row) == loaded.digest:
            row.slug = given
            loaded.digest = fingerprint(KINDS["organisation"], row)
            loaded.save(update_fields=["digest"])


class Migration(migrations.Migration):
    dependencies = [("launch", "0002_loaded_item_finds_its_row"), ("plan", "0004_organisations_have_pages")]

    operations = [migrations.RunPython(an_address_of_our_own_giving_is_no_change_of_staff, migrations.RunPython.noop, elidable=True)]
