from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_sign_in_codes")]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "ordering": ["full_name", "email"],
                "permissions": [("give_user", "Can give people what is held about them")],
                "verbose_name": "account",
            },
        ),
        migrations.AddField(
            model_name="user",
            name="erased_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When it lost its name and address for good; what it did stays in the history.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    models.Q(("email__startswith", "erased-"), ("full_name", ""), ("is_active", False), ("is_staff", False)),
                    _connector="OR",
                ),
                name="people_user_erased_is_nobody",
                violation_error_message="An account that is erased has no name, no address and no access.",
            ),
        ),
    ]
