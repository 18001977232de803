import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plan', '0006_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='Such as “Report to the board, April to September 2026”.', max_length=120)),
                ('slug', models.SlugField(help_text='The last part of its address: small letters, numbers and hyphens. Once the report is frozen its address never changes.', max_length=80, unique=True, verbose_name='address part')),
                ('period_starts', models.DateField(help_text='The first day of the period that it reports on.', verbose_name='from')),
                ('period_ends', models.DateField(help_text='The last day of the period that it reports on.', verbose_name='to')),
                ('as_at', models.DateField(help_text='The day on which it stands, as a rule the one after the period. What was due before that day and is not done is late.', verbose_name='as at')),
                ('audience', models.CharField(choices=[('public', 'Everybody'), ('board', 'The board alone')], default='public', help_text='Everybody, once it is frozen, or the board alone: then the site shows it to staff, who print it or send the file.', max_length=6, verbose_name='who may read it')),
                ('summary', models.TextField(help_text='What the board must know, in a few sentences. Markdown.', verbose_name='summary for the board')),
                ('decisions', models.TextField(blank=True, help_text='What the board is asked to decide, one point each. Markdown. Leave empty if there is nothing.', verbose_name='decisions needed')),
                ('what_moved', models.TextField(blank=True, help_text='The reasons behind the table of what moved, which the site makes by itself. Markdown.', verbose_name='what moved, and why')),
                ('next_steps', models.TextField(blank=True, help_text='What could go wrong, and what happens until the next report. Markdown.', verbose_name='risks and next steps')),
                ('approved_at', models.DateTimeField(editable=False, help_text='When it was approved.', null=True)),
                ('checksum', models.CharField(blank=True, editable=False, help_text='The SHA-256 checksum of what was approved, and of what is stored once it is frozen.', max_length=64)),
                ('frozen_at', models.DateTimeField(editable=False, help_text='When it was frozen.', null=True)),
                ('content', models.JSONField(editable=False, help_text='The whole report as it was frozen.', null=True)),
                ('approved_by', models.ForeignKey(editable=False, help_text='Who approved it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(help_text='The plan it reports on.', on_delete=django.db.models.deletion.PROTECT, related_name='board_reports', to='plan.plan')),
            ],
            options={
                'verbose_name': 'report to the board',
                'verbose_name_plural': 'reports to the board',
                'ordering': ['-as_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('period_ends__gte', models.F('period_starts'))), name='plan_board_report_period_in_order', violation_error_message='The last day of the period lies before the first.'), models.CheckConstraint(condition=models.Q(('as_at__gte', models.F('period_starts'))), name='plan_board_report_as_at_not_before_period', violation_error_message='The day on which it stands lies before the period.'), models.UniqueConstraint(fields=('plan', 'as_at', 'audience'), name='plan_board_report_one_a_day', violation_error_message='There is already a report on this plan as at this day, for the same readers.'), models.CheckConstraint(condition=models.Q(('audience__in', ['public', 'board'])), name='plan_board_report_audience_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True), ('checksum', '')), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), models.Q(('checksum', ''), _negated=True)), _connector='OR'), name='plan_board_report_approved_whole', violation_error_message='What is approved has somebody who approved it, the moment and a checksum; nothing else has.'), models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', True), ('frozen_at__isnull', True)), models.Q(('approved_at__isnull', False), ('content__isnull', False), ('frozen_at__isnull', False)), _connector='OR'), name='plan_board_report_frozen_whole', violation_error_message='What is frozen is approved and has its content; nothing else has.'), models.CheckConstraint(condition=models.Q(('frozen_at__isnull', True), ('frozen_at__gte', models.F('approved_at')), _connector='OR'), name='plan_board_report_approved_before_frozen', violation_error_message='It is approved before it is frozen.')],
            },
        ),
    ]
