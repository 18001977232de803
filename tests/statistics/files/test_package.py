"""The data package by the standard's own reader, and what it says of itself."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from frictionless import Package as Standard

from statistics.files.package import ZIP, pack
from statistics.files.published import TABLES, Published
from statistics.models import Release
from tests import factories as make
from tests.statistics import build
from tests.statistics.files.build import NAMES, awkward, change, laid_out, rows

pytestmark = pytest.mark.django_db


def faults(folder):
    report = Standard(str(folder / "datapackage.json")).validate()
    return report.flatten(["name", "rowNumber", "fieldName", "note"]) + [error.note for error in report.errors]


def about(package):
    return json.loads(package.files["datapackage.json"])


@pytest.mark.once
def test_the_shipped_content_is_valid_by_the_standard(shipped, tmp_path):
    folder = laid_out(shipped, tmp_path)
    assert faults(folder) == []
    assert len(rows(shipped, "figures")) > 10


def test_odd_names_and_counts_are_valid_by_the_standard(odd, tmp_path):
    assert faults(laid_out(odd, tmp_path)) == []
    read = Standard(str(tmp_path / "datapackage.json")).get_resource("figures").read_rows()
    assert [row["value"] for row in read if row["source"] == "Tables"] == [139, 81, None, None, None, None]
    assert min(row["value"] for row in read if row["value"] is not None) == -7


def test_a_site_without_figures_has_a_valid_package_too(db, tmp_path):
    package = pack(Published(preview=False))
    assert faults(laid_out(package, tmp_path)) == []
    assert all(package.files[table.file_name].decode().strip() == ",".join(table.names) for table in TABLES)
    assert "created" not in about(package)


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        ("figures", "value", "many"),
        ("figures", "series_id", "999"),
        ("changes", "rule", "by_eye"),
        ("measures", "measure_id", "[z]"),
        ("date_changes", "release_id", "999"),
        ("date_changes", "number", "2"),
        ("early_access", "number", "2"),
    ],
)
def test_the_standard_finds_what_is_wrong(odd, tmp_path, table, column, cell):
    change(laid_out(odd, tmp_path), table, lambda found: found[0].update({column: cell}))
    assert faults(tmp_path)


def test_every_link_between_tables_holds(odd):
    keys = {table.name: {row[table.key] for row in rows(odd, table.name)} for table in TABLES if len(table.keys) == 1}
    for table in TABLES:
        for column, other in table.links.items():
            lost = {row[column] for row in rows(odd, table.name)} - keys[other] - {"[z]", "[x]"}
            assert lost == set(), f"{table.name}.{column}"


def test_no_cell_is_empty_and_no_text_runs_as_a_formula(odd):
    for table in TABLES:
        for row in rows(odd, table.name):
            assert "" not in row.values()
            assert [
                cell for cell in row.values() if cell[0] in "=+@\t\r\n" or (cell[0] == "-" and not cell[1:].replace(".", "").isdecimal())
            ] == []
    titles = {row["title"].removeprefix("'") for row in rows(odd, "measures")}
    assert titles >= {name.removeprefix("'") for name in NAMES}


def test_the_same_figures_are_the_same_bytes_on_another_day(time_machine):
    awkward()
    first = pack(Published(preview=False))
    time_machine.move_to(timezone.now() + timedelta(days=400))
    assert pack(Published(preview=False)) == first
    build.year(Published(preview=False).series[0], 1990, 5)
    assert pack(Published(preview=False)).version != first.version


def test_the_zip_holds_every_file_as_it_lies_beside_it(odd):
    with zipfile.ZipFile(io.BytesIO(odd.files[ZIP])) as packed:
        assert packed.testzip() is None
        assert {name: packed.read(name) for name in packed.namelist()} == {name: text for name, text in odd.files.items() if name != ZIP}


def test_each_checksum_is_that_of_the_file_at_its_own_address(client):
    awkward()
    told = client.get("/statistics/data/datapackage.json").json()
    for resource in told["resources"]:
        content = client.get(f"/statistics/data/{resource['path']}").content
        assert (len(content), hashlib.sha256(content).hexdigest()) == (resource["bytes"], resource["hash"].removeprefix("sha256:"))
    assert client.get("/statistics/all.csv").content == client.get("/statistics/data/figures.csv").content


def test_it_names_the_partnership_the_licence_and_each_sources_own():
    awkward()
    make.PartnershipFactory(name="Exampleton Community Safety Partnership", known_as="Safer Exampleton", is_example=True)
    told = about(pack(Published(preview=False)))
    assert told["name"] == "safer-exampleton-figures"
    assert told["contributors"] == [
        {"title": "Exampleton Community Safety Partnership", "role": "publisher", "path": "http://localhost:8000/"}
    ]
    assert [licence["name"] for licence in told["licenses"]] == ["OGL-UK-3.0"]
    assert {source["licence"] for source in told["sources"]} == {"Not stated", "An open licence"}
    assert "The partnership is invented" in told["description"]
    assert "ask before you use them" in told["description"]


def test_the_recipe_names_every_rule_that_is_used(odd):
    told = about(odd)["recipe"]["rules"]
    assert {row["rule"] for row in rows(odd, "changes")} == told.keys()
    assert all(f"\n{rule}\n" in odd.files["README.txt"].decode() for rule in told)


def test_what_is_not_public_is_in_none_of_its_files(client):
    series = build.published(139)
    build.year(series, 2023, 77777, draft=True)
    build.year(series, 2024, 88888, scheduled=True)
    hidden = build.published(66666, title="Not yet told", source="Unheard of", draft=True)
    make.SeriesFactory(measure=series.measure, area=make.AreaFactory(name="Nowhere yet"))
    text = b"".join(content for name, content in pack(Published(preview=False)).files.items() if name.endswith("csv")).decode()
    assert [word for word in ("77777", "88888", "66666", "Not yet told", "Unheard of", "Nowhere yet") if word in text] == []
    assert hidden.measure.slug not in text


def test_every_changed_day_and_who_saw_what_is_out_before_are_in_it(client):
    out, coming = make.ReleaseFactory(), make.ReleaseFactory(cancelled=True, cancelled_at=datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC))
    make.EarlyAccessFactory(release=out, who="Chair of the board", people=2)
    make.DateChangeFactory(release=coming, changed_at=datetime(2024, 2, 3, tzinfo=UTC), new_only_month_known=True)
    make.DateChangeFactory(release=coming, reason="The tables were late.")
    package = pack(Published(preview=False))
    assert [[*row.values()] for row in rows(package, "date_changes")] == [
        [str(coming.pk), "1", "2024-02-01T09:00:00Z", "2024-02-12", "no", "2024-03-11", "no", "The tables were late."],
        [str(coming.pk), "2", "2024-02-03T00:00:00Z", "2024-02-12", "no", "2024-03-11", "yes", "The source was late."],
    ]
    [access] = rows(package, "early_access")
    assert [*access.values()] == [str(out.pk), "1", "Chair of the board", "2", "2024-03-10T09:30:00Z", "To prepare an answer."]
    told = {row["release_id"]: (row["cancelled_at"], row["why_cancelled"]) for row in rows(package, "releases")}
    assert told == {str(out.pk): ("[z]", "[z]"), str(coming.pk): ("2026-05-06T07:08:09Z", "There are no tables.")}
    of_api = {one["release_id"]: one for one in client.get("/statistics/api/v1/releases/").json()["releases"]}
    assert [change["reason"] for change in of_api[coming.pk]["date_changes"]] == ["The tables were late.", "The source was late."]
    assert [one["who"] for one in of_api[out.pk]["early_access"]] == ["Chair of the board"]


SECRETS = ("Early reader", "To be told early", "Moved in secret")
OF_RELEASES = ["releases/", "releases/feed.atom", "releases/quiet/", "api/", "api/v1/releases/", "data/"]
OF_RELEASES += [f"data/{name}.csv" for name in ("releases", "date_changes", "early_access")]


@pytest.mark.parametrize("fields", [{"coming": True}, {"coming": True, "state": "review"}, {"scheduled": True, "is_announced": True}])
def test_who_sees_an_embargoed_release_early_is_told_nowhere(client, fields):
    of = make.ReleaseFactory(slug="quiet", **fields)
    make.EarlyAccessFactory(release=of, who=SECRETS[0], why=SECRETS[1])
    assert told(client, *SECRETS) == []
    Release.objects.update(state="published", published_at=timezone.now())
    assert {word for _, word in told(client, *SECRETS)} == {*SECRETS[:2]}


@pytest.mark.parametrize("fields", [{"draft": True}, {"review": True}, {"scheduled": True}, {"cancelled": True, "is_announced": False}])
def test_the_days_of_a_release_that_is_not_announced_are_told_nowhere(client, fields):
    of = make.ReleaseFactory(slug="quiet", **fields)
    make.EarlyAccessFactory(release=of, who=SECRETS[0], why=SECRETS[1])
    make.DateChangeFactory(release=of, reason=SECRETS[2])
    assert told(client, *SECRETS) == []
    Release.objects.update(is_announced=True)
    assert {word for _, word in told(client, *SECRETS)} == {SECRETS[2]}


def told(client, *words):
    """Where a stranger reads which of these words, the package included."""
    texts = {address: client.get(f"/statistics/{address}").content.decode() for address in OF_RELEASES}
    texts |= {name: content.decode() for name, content in pack(Published(preview=False)).files.items() if name != ZIP}
    return [(address, word) for address, text in texts.items() for word in words if word in text]
