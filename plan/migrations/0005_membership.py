import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from citysafe.people import roles


def apply_roles(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0004_organisations_have_pages"),
        ("people", "0002_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "invited_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text="When the person was invited."),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="Who invited the person.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        help_text="What the person belongs to.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="plan.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        help_text="Who belongs to it.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "person of an organisation",
                "verbose_name_plural": "people of organisations",
                "ordering": ["organisation", "user__full_name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "organisation"),
                        name="plan_membership_once",
                        violation_error_message="This person belongs to the organisation already.",
                    )
                ],
            },
        ),
        migrations.RunPython(apply_roles, migrations.RunPython.noop),
    ]
