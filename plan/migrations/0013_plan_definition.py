import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0012_plan_versions"), ("statistics", "0012_definitions")]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="definition",
            field=models.ForeignKey(
                blank=True,
                help_text="What the plan means by serious violence, from the shelf of definitions. Leave empty if it is not on record: the page says so.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to="statistics.definition",
                verbose_name="definition of serious violence",
            ),
        ),
    ]
