"""The invented partnership: the same code with other content, rich in every state."""

from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from citysafe.launch.kinds import KINDS
from citysafe.publishing.models import Publishable
from forum.models import Event
from plan.models import Action, Announcement, Milestone
from statistics import ledger
from statistics.models import Series
from statistics.verdict import Verdict
from tests.conftest import ReadingClient
from tests.content import fill
from tests.crawling import crawl
from tests.test_one_partnership import LIVERPOOL

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BANNER = "The partnership is invented."
FIVE_YEARS = 20  # quarters
OF_NUMBERS = ("breaks", "changes", "date_changes", "revisions", "series")  # files that name nothing but by its number


@pytest.fixture(scope="module")
def example(django_db_setup, django_db_blocker):
    """Every public page, and what is stored; the site is empty again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill("exampleton")
        pages, broken, _ = crawl(ReadingClient(), "/")
        found = SimpleNamespace(
            pages=pages,
            broken=broken,
            choices={(kind.name, name): _stored(kind.model, name) for kind in KINDS.values() for name in _choices(kind)},
            quarters=[_quarters(series) for series in Series.objects.prefetch_related("observations")],
            verdicts={entry.verdict for document in ledger.documents(preview=False) for entry in document.entries},
            hidden_claims=ledger.hidden(preview=False),
            breaks=sum(series.breaks.count() for series in Series.objects.all()),
            soon=_coming(),
            much_later=_coming("2032-06-01"),
        )
        transaction.set_rollback(True)
    return found


def _choices(kind):
    return [name for name in kind.single if kind.fields[name].choices]


def _stored(model, name):
    return set(model._base_manager.values_list(name, flat=True))


def _quarters(series):
    return sum(figure.period.months == 3 and figure.value is not None for figure in series.observations.all())


def _coming(day="2026-12-01"):
    with time_machine.travel(f"{day} 12:00"):
        events = Event.objects.published().coming()
        return {
            "forums": events.filter(is_cancelled=False).count(),
            "cancelled": events.filter(is_cancelled=True).count(),
            "late actions": sum(action.is_late for action in Action.objects.published()),
            "late milestones": sum(milestone.is_late for milestone in Milestone.objects.all()),
            "silent": sum(action.is_silent for action in Action.objects.published()),
            "hidden until a moment": Announcement.objects.filter(published_at__gt=timezone.now()).count(),
        }


def test_every_page_answers_and_says_that_it_is_invented(example):
    assert example.broken == []
    silent = [path for path, page in example.pages.items() if page.is_html and page.text.count(BANNER) != 1]
    assert silent == []
    assert len(example.pages) > 60


def test_its_files_say_so_too(example):
    files = {path: page.text for path, page in example.pages.items() if path.endswith((".csv", ".ics", ".json", ".txt"))}
    assert len(files) > 15
    silent = {path for path, text in files.items() if "(invented)" not in text and "Exampleton" not in text}
    assert silent <= {f"/statistics/data/{name}.csv" for name in OF_NUMBERS}


def test_no_word_of_another_partnership_stands_on_it(example):
    assert [(path, found[0]) for path, page in example.pages.items() if (found := LIVERPOOL.search(page.text))] == []


# How published files are read: the example's place stands in none of them.
OF_FILES = {("source", "publication"), *(("mapping_rule", name) for name in ("by", "status", "year_ends_in"))}
# What a figure can say: every choice occurs among the figures.
OF_FIGURES = {("figure_revision", name) for name in ("missing", "missing_before", "status")}


def test_every_choice_occurs(example):
    missing = {
        (kind, name): left
        for (kind, name), stored in example.choices.items()
        if name != "state"
        and (kind, name) not in OF_FILES | OF_FIGURES
        and (left := {value for value, _ in KINDS[kind].fields[name].flatchoices} - stored)
    }
    assert missing == {}
    states = set().union(*(stored for (_, name), stored in example.choices.items() if name == "state"))
    assert states == set(Publishable.State.values)


def test_its_figures_are_rich(example):
    assert sum(quarters >= FIVE_YEARS for quarters in example.quarters) >= 2
    assert example.breaks > 0
    assert example.verdicts == set(Verdict)
    assert example.hidden_claims > 0


def test_it_stays_rich_over_the_years(example):
    assert all(example.soon.values()), example.soon
    assert all(example.much_later.values()), example.much_later
    assert example.soon["forums"] >= 2


def test_every_fate_of_an_action_is_shown(example):
    told = example.pages["/plan/plans/calmer-streets-plan/changes/"].text
    assert told.count('<ul role="list" class="list">') == 5
    assert "<li>None.</li>" not in told
