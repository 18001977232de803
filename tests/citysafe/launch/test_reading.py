"""What the files say, before anything is stored."""

import pytest

from citysafe.launch.reading import ContentError, read

PLAN = '[[plan]]\nslug = "a-plan"\n'


def folder(path, **files):
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return path


def faults(path, text):
    with pytest.raises(ContentError) as refused:
        read(folder(path, broken=text))
    return refused.value.faults


def test_an_item_inside_another_belongs_to_it(tmp_path):
    items = read(folder(tmp_path, plan='[[measure]]\nslug = "m"\n[[measure.series]]\narea = "Here"\nsource = "Paper"\n'))
    series = items["statistics.series: m | Here | Paper"]
    assert series.links == {"measure": "statistics.measure: m", "area": "statistics.area: Here", "source": "statistics.source: Paper"}


def test_items_two_deep_carry_the_whole_key(tmp_path):
    text = """
[[measure]]
slug = "m"
[[measure.series]]
area = "Here"
source = "Paper"
[[measure.series.observation]]
period_start = 2024-01-01
period_end = 2024-12-31
"""
    assert "statistics.observation: m | Here | Paper | 2024-01-01 | 2024-12-31" in read(folder(tmp_path, figures=text))


def test_defaults_go_to_the_items_that_have_such_a_field(tmp_path):
    items = read(folder(tmp_path, plan='[defaults]\nstate = "published"\n' + PLAN + '[[organisation]]\nname = "One"\n'))
    assert items["plan.plan: a-plan"].values["state"] == "published"
    assert "state" not in items["plan.organisation: One"].values


def test_an_item_may_say_otherwise_than_the_defaults(tmp_path):
    items = read(folder(tmp_path, plan='[defaults]\nstate = "published"\n' + PLAN + 'state = "draft"\n'))
    assert items["plan.plan: a-plan"].values["state"] == "draft"


def test_defaults_hold_in_their_own_file_alone(tmp_path):
    items = read(folder(tmp_path, a='[defaults]\nstate = "published"\n', b=PLAN))
    assert "state" not in items["plan.plan: a-plan"].values


def test_a_single_item_may_stand_in_single_brackets(tmp_path):
    assert "pages.partnership" in read(folder(tmp_path, us='[partnership]\nplace = "Here"\n'))


def test_the_digest_tells_whether_the_file_changed(tmp_path):
    before = read(folder(tmp_path, plan=PLAN))["plan.plan: a-plan"].digest
    assert read(folder(tmp_path, plan="# a remark\n" + PLAN))["plan.plan: a-plan"].digest == before
    first = read(folder(tmp_path, plan=PLAN + 'title = "T"\npremise = "P"\n'))["plan.plan: a-plan"].digest
    assert read(folder(tmp_path, plan=PLAN + 'premise = "P"\ntitle = "T"\n'))["plan.plan: a-plan"].digest == first != before
    assert read(folder(tmp_path, plan=PLAN + "is_current = true\n"))["plan.plan: a-plan"].digest != before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[plan]\n", "broken.toml: this is not a TOML file"),
        (PLAN + "launched_on = 2024-02-31\n", "at line 3"),
        ('[[plans]]\nslug = "a"\n', "there is no section called “plans”"),
        ('plan = "a-plan"\n', "the section “plan” is written [[plan]]"),
        ('partnership = ["Citysafe"]\n', "the section “partnership” is written [[partnership]]"),
        (PLAN + 'tittle = "A plan"\n', "plan “a-plan”, tittle: there is no such field"),
        (PLAN + "id = 7\n", "id: there is no such field"),
        (PLAN + 'document = "plan.pdf"\n', "document: there is no such field"),
        (PLAN + "updated_at = 2024-03-11T09:30:00\n", "updated_at: there is no such field"),
        ('[[action]]\nslug = "a"\nsupporters = ["One"]\n', "supporters: there is no such field"),
        ('[[action]]\nslug = "a"\n[[action.phase]]\ntitle = "Clear"\n', "phase: there is no such field"),
        ('[[plan]]\ntitle = "A plan"\n', "plan “?”, slug: is missing"),
        (PLAN + 'launched_on = "11 March 2024"\n', "plan “a-plan”, launched_on: expected a day such as 2024-03-11"),
        (PLAN.replace("a-plan", "a" * 300), "its key is too long"),
        (PLAN + PLAN, "plan “a-plan”: stands twice, the first time in broken.toml"),
    ],
)
def test_a_wrong_file_is_told_by_file_item_and_field(tmp_path, text, says):
    assert any(says in fault and "broken.toml" in fault for fault in faults(tmp_path, text)), faults(tmp_path, text)


def test_all_faults_are_told_at_once(tmp_path):
    folder(tmp_path, other="[[nonsense]]\n")
    assert len(faults(tmp_path, PLAN + 'tittle = "A"\nis_current = "yes"\n')) == 3


def test_a_file_that_is_not_text_is_told(tmp_path):
    (tmp_path / "broken.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ContentError, match="this is not a TOML file"):
        read(tmp_path)


def test_a_folder_without_content_is_told(tmp_path):
    with pytest.raises(ContentError, match="no content file"):
        read(tmp_path)
