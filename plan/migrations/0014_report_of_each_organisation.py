from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0013_plan_definition")]

    operations = [
        migrations.RemoveConstraint(model_name="report", name="plan_report_one_waits_per_action_and_period"),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision", "pending")),
                fields=("action", "organisation", "period_ends_on"),
                name="plan_report_one_of_an_organisation_waits",
                violation_error_message="A report on this action and period waits already.",
            ),
        ),
    ]
