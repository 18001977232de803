"""What an import would do, before anything is stored."""

from datetime import date

import pytest

from statistics.models import Import, ImportedFigure, Observation
from statistics.previews import OUT_OF_BOUNDS, PUT_AWAY
from statistics.previews.making import NO_RULES, NO_SERIES, ODD_YEAR, TWO_SERIES, pure
from tests import factories as make
from tests.statistics.imports.build import add_cell, everything, figure, look, read_import, rule, values

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def said(preview):
    return [(line.outcome, line.before, line.after) for line in preview.lines]


def test_each_figure_is_new_changed_or_unchanged_and_nothing_is_stored():
    of = rule()
    figure(of.series, 2022, 600)
    figure(of.series, 2023, 691)
    upload = read_import({2022: 600, 2023: 697, 2024: 607})
    before = everything()
    preview = look(upload)
    assert said(preview) == [("unchanged", "600", "600"), ("changed", "691", "697"), ("new", "", "607")]
    assert [len(lines) for lines in (preview.new, preview.changed, preview.unchanged)] == [1, 1, 1]
    assert preview.changes_something
    assert everything() == before


@pytest.mark.parametrize(
    ("stands", "comes", "outcome"),
    [
        ({"value": None, "missing": "confidential"}, None, "unchanged"),
        ({"value": None, "missing": "not_available"}, None, "changed"),
        ({"value": 5}, None, "changed"),
        ({"value": None, "missing": "confidential"}, 5, "changed"),
        ({"value": 5, "status": "final", "edition": "Older"}, 5, "unchanged"),
    ],
)
def test_a_reason_for_no_value_is_compared_as_files_know_it(stands, comes, outcome):
    of = rule()
    figure(of.series, 2024, **stands)
    (line,) = look(read_import({2024: comes})).lines
    assert line.outcome == outcome


def test_what_is_not_due_yet_and_what_is_not_available_are_one_in_a_file():
    of = rule()
    figure(of.series, 2024, None, missing="not_yet_due")
    upload = read_import({})
    add_cell(upload, 2024, None, missing="not_available")
    assert said(look(upload)) == [("unchanged", "Not yet due", "Not available")]


def test_only_the_rule_s_own_publication_is_touched():
    ours, theirs = rule(), rule(publication="police-uk-street")
    upload = read_import({2024: 607})
    assert [line.series for line in look(upload).lines] == [ours.series]
    Import.objects.update(publication="police-uk-street")
    upload.refresh_from_db()
    assert [line.series for line in look(upload).lines] == [theirs.series]
    Import.objects.update(publication="nhs-sharp-object")
    upload.refresh_from_db()
    assert (look(upload).lines, look(upload).warnings) == ([], [NO_RULES])


@pytest.mark.parametrize(("was", "now", "is_told"), [(100, 150, False), (100, 151, True), (100, 49, True), (100, 50, False), (0, 1, True)])
def test_a_jump_of_more_than_half_is_told(was, now, is_told):
    of = rule()
    figure(of.series, 2023, was)
    assert any("more than half away" in warning for warning in look(read_import({2024: now})).warnings) == is_told


def test_a_jump_from_what_stands_here_is_told_and_an_unchanged_one_is_not():
    of = rule()
    figure(of.series, 2023, 10)
    figure(of.series, 2024, 100)
    (warning,) = look(read_import({2024: 15})).warnings
    assert "15 is more than half away from 100, which stands here now" in warning
    assert look(read_import({2024: 100})).warnings == []
    assert look(read_import({2024: None})).warnings == []


def test_a_percentage_that_will_be_withheld_is_told():
    of = rule(series__measure__small_counts="withhold", series__measure__small_count_threshold=50)
    (warning,) = look(read_import({2023: 49, 2024: 60})).warnings
    assert warning == f"{of.series.measure}, January to December 2024: no percentage will be given, as a count is below 50."


def test_an_archived_figure_is_left_alone_and_told():
    of = rule()
    figure(of.series, 2024, 5, archived=True)
    preview = look(read_import({2024: 607}))
    assert preview.lines == []
    assert preview.warnings == [PUT_AWAY.format(name=of.series.measure, period="January to December 2024")]


@pytest.mark.parametrize(
    ("value", "deaths", "may_be"), [(-1, False, True), (-1, True, False), (-1_000_001, False, False), (10**9, True, True)]
)
def test_a_value_that_cannot_be_is_left_out_and_told(value, deaths, may_be):
    rule(series__measure__deaths=deaths)
    preview = look(read_import({2024: value}))
    assert len(preview.lines) == may_be
    assert any("It was left out." in warning for warning in preview.warnings) != may_be


def test_what_is_too_large_names_its_count():
    of = rule()
    told = OUT_OF_BOUNDS.format(name=of.series.measure, period="January to December 2024", count="1,000,000,001")
    assert look(read_import({2024: 1_000_000_001})).warnings == [told]


def test_what_a_rule_could_not_make_is_told_with_the_name_of_its_measure():
    of = rule(wanted="Burglary")
    assert look(read_import({2024: 1})).warnings == [
        f"{of.series.measure}: The file has no “Burglary” for Liverpool: no figure was made of the rest."
    ]


def test_a_stored_rule_is_read_line_by_line():
    of = pure(rule(wanted="34A | 34b\n\n39\n | \n", by="code", area_code="E1", area_names="A\n\nB ", finer_reason="It is needed."))
    assert (of.wanted, of.area_names, of.may_be_finer, of.absent_is_none) == ((("34A", "34b"), ("39",)), ("A", "B"), True, False)
    assert pure(rule(publication="police-uk-street")).absent_is_none


def test_a_figure_is_as_settled_as_the_file_says_or_else_the_rule():
    rule(status="estimated")
    upload = read_import({2023: 100})
    add_cell(upload, 2024, 101, status="revised")
    assert [line.status for line in look(upload).lines] == ["estimated", "revised"]


@pytest.mark.parametrize("change", [{"value": 8}, {"edition": "Typed"}, {"status": "revised"}, {"state": "draft", "first_public_at": None}])
def test_the_digest_changes_with_what_stands_here(change):
    of = rule()
    figure(of.series, 2024, 7)
    upload = read_import({2023: 9, 2024: 9})
    before = look(upload).digest
    assert look(upload).digest == before
    Observation.objects.update(**change)
    assert look(upload).digest != before


def test_the_digest_changes_with_what_the_import_says():
    rule()
    digests = {look(read_import(*said)).digest for said in ([{2024: 1}], [{2024: 2}], [{2024: None}], [{2025: 1}], [{2024: 1, 2025: 1}])}
    digests.add(look(read_import({2024: 1}, edition="Another")).digest)
    digests.add(look(read_import({2024: 1}, edition_on=date(2025, 4, 24))).digest)
    assert len(digests) == 7
    assert not ImportedFigure.objects.exists()


def own(series, **fields):
    names = {"category": series.measure.title, "area_name": series.area.name, "source": series.source.title, "edition": "Own edition"}
    upload = make.ImportFactory(publication="citysafe-figures", edition="Figures as this site exports them")
    add_cell(upload, 2024, 5, **{**names, "area_code": series.area.code, "status": "as announced", **fields})
    return upload


def test_a_file_of_this_site_names_its_series_status_and_edition_itself():
    (line,) = look(own(make.SeriesFactory(), status="as announced")).lines
    assert (line.outcome, line.status, line.edition) == ("new", "announced", "Own edition")


def test_areas_of_one_name_are_told_apart_by_their_code():
    here = make.SeriesFactory(area__name="Dovecot", area__code="E05000001")
    there = make.SeriesFactory(area__name="Dovecot", area__version="of 2023", measure=here.measure, source=here.source)
    assert [line.series for line in look(own(here)).lines] == [here]
    assert [line.series for line in look(own(there)).lines] == [there]


def test_a_series_that_is_not_here_or_here_twice_is_left_out_and_told():
    series = make.SeriesFactory(area__code="E1")
    name = f"“{series.measure}” in {series.area} (E1) from “Elsewhere”"
    assert look(own(series, source="Elsewhere")).warnings == [NO_SERIES.format(what=name, number=1)]
    make.SeriesFactory(measure__title=series.measure.title, area=series.area, source=series.source)
    name = f"“{series.measure}” in {series.area} (E1) from “{series.source}”"
    assert look(own(series)).warnings == [TWO_SERIES.format(what=name, number=1)]
    assert values(series) == {}


@pytest.mark.parametrize("days", [("0001-01-01", "2024-12-31"), ("2024-01-01", "9999-12-31"), ("9999-12-31", "9999-12-31")])
def test_a_year_that_no_figure_can_have_is_left_out_and_told(days):
    series = make.SeriesFactory()
    upload = own(series, period_start=days[0], period_end=days[1])
    assert (look(upload).lines, look(upload).warnings) == ([], [ODD_YEAR.format(name=series.measure, start=days[0], end=days[1])])


@pytest.mark.parametrize(
    ("stands", "comes", "is_told"),
    [
        ({"edition": "Tables of July 2025"}, {}, True),
        ({"edition": "Tables of January 2025"}, {}, False),
        ({"edition": "As sent to us"}, {}, False),
        ({"edition": "As sent to us", "edition_on": date(2025, 7, 24)}, {"edition_on": date(2025, 4, 24)}, True),
    ],
)
def test_an_older_count_that_would_come_back_is_told(stands, comes, is_told):
    figure(rule().series, 2024, 100, **stands)
    warnings = look(read_import({2024: 101}, **comes)).warnings
    assert any("from a later edition" in warning for warning in warnings) == is_told
