from django.db import migrations, models
from django.utils import timezone


def fill(apps, schema_editor):
    """What is public now, or was until it was archived, has been public since its moment."""
    for name in ('claim', 'measure', 'observation'):
        things = apps.get_model('statistics', name)._base_manager
        things.filter(state='published').update(first_public_at=models.F('published_at'))
        things.filter(state='archived', published_at__lte=timezone.now()).update(first_public_at=models.F('published_at'))


class Migration(migrations.Migration):

    dependencies = [
        ('statistics', '0002_figure_value_is_in_bounds'),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='first_public_at',
            field=models.DateTimeField(editable=False, help_text='The first moment at which it was public. It stays when the thing is taken back, archived or published anew.', null=True),
        ),
        migrations.AddField(
            model_name='measure',
            name='first_public_at',
            field=models.DateTimeField(editable=False, help_text='The first moment at which it was public. It stays when the thing is taken back, archived or published anew.', null=True),
        ),
        migrations.AddField(
            model_name='observation',
            name='first_public_at',
            field=models.DateTimeField(editable=False, help_text='The first moment at which it was public. It stays when the thing is taken back, archived or published anew.', null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
