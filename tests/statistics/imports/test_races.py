"""Two people, or two processes, at the same moment on a database that lets both in."""

import pytest

from citysafe.publishing.services import publish
from statistics import services
from statistics.models import Import, ImportedCell, Observation
from statistics.services import uploads
from tests.factories import UserFactory
from tests.races import meanwhile, needs_two_writers
from tests.statistics.imports.build import WHY, applied, figure, look, read_import, rule, street_file, uploaded, values

pytestmark = [
    needs_two_writers,
    pytest.mark.django_db(transaction=True),
]


def apply(upload, digest):
    return lambda: services.apply(of=Import.objects.get(pk=upload.pk), digest=digest, by=None, why=WHY)


PREVIEW_IS_READ = 'SELECT "statistics_seriesbreak"'


def test_of_two_who_apply_the_same_import_one_does():
    of = rule()
    upload = read_import({2024: 607})
    digest = look(upload).digest
    fault, faults = meanwhile(PREVIEW_IS_READ, apply(upload, digest), apply(upload, digest))
    assert (fault, len(faults)) == (None, 1)
    assert values(of.series) == {2024: 607}


def test_a_figure_published_while_the_preview_is_read_is_not_touched():
    of = rule()
    stored = figure(of.series, 2024, 600, review=True)
    upload = read_import({2024: 607})
    act = lambda: publish(thing=Observation.objects.get(pk=stored.pk), by=None)  # noqa: E731
    fault, _ = meanwhile(PREVIEW_IS_READ, act, apply(upload, look(upload).digest))
    assert fault is not None
    stored.refresh_from_db()
    assert (stored.value, stored.is_published) == (600, True)


def test_a_figure_entered_while_the_preview_is_read_refuses_all_of_it():
    of = rule()
    upload = read_import({2023: 691, 2024: 607})
    fault, _ = meanwhile(PREVIEW_IS_READ, lambda: figure(of.series, 2024, 1), apply(upload, look(upload).digest))
    assert fault is not None
    assert values(of.series) == {2024: 1}


def test_two_imports_of_one_figure_do_not_both_correct_it():
    of = rule()
    figure(of.series, 2024, 600, review=True)
    first, second = read_import({2024: 607}), read_import({2024: 610})
    fault, faults = meanwhile(PREVIEW_IS_READ, apply(second, look(second).digest), apply(first, look(first).digest))
    assert (fault is None) != (faults == [])
    assert values(of.series) == {2024: 607 if fault is None else 610}


def test_what_is_published_while_it_is_taken_out_stays():
    of = rule()
    upload, by = applied({2023: 691, 2024: 607}), UserFactory()
    last = of.series.observations.get(value=607)
    act = lambda: publish(thing=Observation.objects.get(pk=last.pk), by=None)  # noqa: E731
    words = 'SELECT "statistics_importedfigure"'
    fault, _ = meanwhile(words, act, lambda: services.undo(of=upload, by=by, why="Wrong."))
    assert fault is not None
    assert values(of.series) == {2023: 691, 2024: 607}


def test_two_processes_read_one_upload_once(tmp_path):
    rule(publication="police-uk-street")
    uploaded(street_file(tmp_path / "a.csv", "2024-01", {"Robbery": 3}))
    said = []
    meanwhile('SELECT "statistics_import"', lambda: said.append(services.read_due()), lambda: said.append(services.read_due()))
    assert sorted(said) == ["", "1 read."]
    assert list(ImportedCell.objects.values_list("value")) == [(3,)]


def test_a_slow_process_and_the_one_that_began_again_leave_each_cell_once(tmp_path):
    rule(publication="police-uk-street")
    of = uploaded(street_file(tmp_path / "a.csv", "2024-01", {"Robbery": 3}))

    def begin_again():
        Import.objects.filter(pk=of.pk).update(claimed_until="2000-01-01T00:00Z")
        uploads.read_due()

    meanwhile('DELETE FROM "statistics_importedcell"', begin_again, services.read_due)
    of.refresh_from_db()
    assert (of.state, list(ImportedCell.objects.values_list("value"))) == ("read", [(3,)])
