"""Two people at one release at the same moment, on a database that lets both in."""

import pytest

from statistics import contents, services
from statistics.models import FigureRevision, Observation, Release
from tests.factories import ObservationFactory, UserFactory
from tests.races import meanwhile, needs_two_writers
from tests.statistics.imports.build import figure, look, read_import, rule
from tests.statistics.releases.build import BEFORE, LATER, draft, in_review, release, revise

pytestmark = [
    needs_two_writers,
    pytest.mark.django_db(transaction=True),
]
FIGURES_ARE_READ = 'SELECT "statistics_observation"."id", "statistics_observation"."state"'


def act(verb, of, **said):
    by = UserFactory()
    return lambda: verb(of=Release.objects.get(pk=of.pk), by=by, **said)


def test_of_two_who_release_it_one_does():
    of = in_review(ObservationFactory(review=True), due_on="2024-03-11")
    both = [act(services.release, of, digest=contents.digest(of)) for _ in range(2)]
    fault, faults = meanwhile(FIGURES_ARE_READ, *both)
    assert (fault, len(faults)) == (None, 1)
    assert Observation.objects.published().count() == 1


def test_what_an_import_changes_while_somebody_releases_is_not_released_unseen():
    of = rule()
    held = in_review(figure(of.series, 2024, 600, review=True), due_on="2024-03-11")
    upload = read_import({2024: 607})
    corrects = lambda: services.apply(of=upload, digest=look(upload).digest, by=None, why="A slip.")  # noqa: E731
    fault, _ = meanwhile('SELECT "statistics_observation"', corrects, act(services.release, held, digest=contents.digest(held)))
    stored = Observation.objects.get()
    assert (stored.value == 600) == (fault is None)
    assert stored.is_published == (fault is None)


def test_of_two_revisions_of_one_figure_one_comes_out():
    figure = ObservationFactory(value=28)
    releases = [in_review(revise(figure, value)) for value in (82, 83)]
    both = [act(services.release, of, digest=contents.digest(of)) for of in releases]
    fault, faults = meanwhile('SELECT "statistics_observation"', *both)
    assert (fault is None) == bool(faults)
    assert FigureRevision.objects.exclude(public_from=None).count() == 1


def test_a_figure_that_two_releases_want_is_in_one_of_them():
    figure = ObservationFactory(review=True)
    said = {"observations": [figure], "revisions": []}
    first, second = draft(), draft()
    meanwhile('UPDATE "statistics_observation"', act(services.fill, second, **said), act(services.fill, first, **said))
    assert first.observations.count() + second.observations.count() == 1


def test_what_is_taken_back_at_its_moment_is_not_written(time_machine):
    figure = ObservationFactory(value=28)
    time_machine.move_to(BEFORE)
    of = in_review(revise(figure))
    release(of)

    def write():
        time_machine.move_to(LATER)
        services.write_due_revisions()

    meanwhile('SELECT "statistics_observation"', write, act(services.take_back, of))
    figure.refresh_from_db()
    assert (figure.value, FigureRevision.objects.get().public_from) == (28, None)


def test_due_work_of_two_processes_writes_a_revision_once(time_machine):
    figure = ObservationFactory(value=28)
    time_machine.move_to("2027-01-20")
    release(in_review(revise(figure)))
    time_machine.move_to("2027-01-25")
    meanwhile('SELECT "statistics_figurerevision"', services.write_due_revisions, services.write_due_revisions)
    figure.refresh_from_db()
    assert (figure.value, FigureRevision.objects.filter(is_written=True).count()) == (82, 1)
