import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('statistics', '0010_annotations'),
    ]

    operations = [
        migrations.AddField(
            model_name='area',
            name='part_of',
            field=models.ForeignKey(blank=True, help_text='The larger one that it lies in. Its counts are among those of the whole, and parts of one whole never overlap.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='statistics.area'),
        ),
        migrations.AddField(
            model_name='area',
            name='parts_are_all',
            field=models.BooleanField(default=False, help_text='Tick it on the whole, if the counts of its parts add up to its own. A hidden count is then not the only one left out of the sum.', verbose_name='its parts make it up entirely'),
        ),
        migrations.AddField(
            model_name='measure',
            name='part_of',
            field=models.ForeignKey(blank=True, help_text='The larger one that it lies in. Its counts are among those of the whole, and parts of one whole never overlap.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='statistics.measure'),
        ),
        migrations.AddField(
            model_name='measure',
            name='parts_are_all',
            field=models.BooleanField(default=False, help_text='Tick it on the whole, if the counts of its parts add up to its own. A hidden count is then not the only one left out of the sum.', verbose_name='its parts make it up entirely'),
        ),
        migrations.AddField(
            model_name='source',
            name='hides_up_to',
            field=models.PositiveSmallIntegerField(blank=True, help_text='The largest count that it hides as confidential, such as 7, if it says so. Sums that would tell such a count are then hidden too.', null=True, verbose_name='keeps back counts up to'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('part_of', models.F('id')), _negated=True), name='statistics_area_is_not_its_own_part', violation_error_message='Nothing is a part of itself.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('part_of', models.F('id')), _negated=True), name='statistics_measure_is_not_its_own_part', violation_error_message='Nothing is a part of itself.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('hides_up_to__gte', 1)), name='statistics_source_hides_one_at_least', violation_error_message='Give the largest count that it hides, 1 at least, or leave the field empty.'),
        ),
    ]
