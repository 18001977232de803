import django.utils.timezone
from django.db import migrations, models

from citysafe.people import roles


def apply_roles(apps, schema_editor):
    roles.apply(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("forum", "0005_staff_manage_registrations"), ("people", "0005_roles_of_mail_and_due_work")]
    operations = [
        migrations.AddField(
            model_name="registration",
            name="new_email_asked_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When the new address was asked for: unconfirmed, it goes after 48 hours.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="RepeatedSubmission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(help_text="Belongs to the form as it was sent.", unique=True)),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("confirmed", "Confirmed"),
                            ("waiting", "Waiting"),
                            ("offered", "Place offered"),
                            ("declined", "Offer declined"),
                            ("cancelled", "Cancelled"),
                        ],
                        help_text="What a newcomer would have been told.",
                        max_length=12,
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="When it was sent. It is forgotten once the form is too old to be sent.",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("told__in", ["confirmed", "waiting"])), name="forum_repeated_submission_told_is_known"
                    )
                ],
            },
        ),
        # The outbox, too, tells who has registered: the role of viewer sees it no more.
        migrations.RunPython(apply_roles, migrations.RunPython.noop),
    ]
