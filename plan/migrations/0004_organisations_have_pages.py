from itertools import chain, count

from django.db import migrations, models
from django.utils.text import slugify

SLUG_HELP = "The last part of the page's address: small letters, numbers and hyphens. If you change it, the old address leads on to the new one."
LONGEST = 80


def give_each_an_address(apps, schema_editor):
    """From its name; where another has that already, with the first number that is free."""
    taken = set()
    for organisation in apps.get_model("plan", "Organisation").objects.order_by("pk"):
        name = slugify(organisation.name.replace("’", ""))[:LONGEST] or "organisation"
        numbered = (f"{name[: LONGEST - 7]}-{number}" for number in count(2))
        organisation.slug = next(slug for slug in chain([name], numbered) if slug not in taken)
        taken.add(organisation.slug)
        organisation.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [("plan", "0003_example_in_help")]

    operations = [
        migrations.AddField("organisation", "slug", models.CharField(default="", max_length=LONGEST), preserve_default=False),
        migrations.RunPython(give_each_an_address, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "organisation", "slug", models.SlugField(help_text=SLUG_HELP, max_length=LONGEST, unique=True, verbose_name="address part")
        ),
        migrations.AlterField(
            "organisation",
            "mailbox",
            models.EmailField(
                blank=True,
                help_text="A role mailbox, never a person's. Staff alone see it, unless you tick the next box.",
                max_length=254,
                verbose_name="role mailbox",
            ),
        ),
        migrations.AddField(
            "organisation",
            "shows_mailbox",
            models.BooleanField(
                default=False,
                help_text="Put the role mailbox on its public page. Only where the organisation has agreed, and never for a person's address.",
                verbose_name="show the mailbox",
            ),
        ),
    ]
