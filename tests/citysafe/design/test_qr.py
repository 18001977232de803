from xml.etree import ElementTree

from citysafe.design import qr


def test_a_picture_stands_in_the_page_itself_with_its_name_and_on_white():
    drawn = qr.svg("https://example.org/plan/", "Leads to “the plan” & on")
    root = ElementTree.fromstring(drawn)
    assert root.tag.endswith("svg")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == "Leads to “the plan” & on"
    assert [part.attrib.get("fill") for part in root] == ["white", "#000000"]
    assert "style" not in drawn


def test_another_address_is_another_picture():
    assert qr.svg("https://example.org/one/", "x") != qr.svg("https://example.org/two/", "x")


def test_a_label_breaks_out_of_nothing():
    assert '"><script>' not in qr.svg("x", '"><script>')
