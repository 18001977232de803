"""The eye that looks over every page in test_addresses.py sees what it must."""

import pytest

from tests.third_parties import faults


@pytest.mark.parametrize(
    "page",
    [
        '<script src="//cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
        '<img src="https://tracker.example/x.gif">',
        '<p style="color:red">',
        '<button onclick="x()">',
        "<script>x()</script>",
        "<style>p{}</style>",
    ],
)
def test_a_fault_is_found(page):
    assert len(faults(page)) == 1


@pytest.mark.parametrize("page", ['<a href="https://www.example.org/">', '<img src="/static/x.svg">', '<script type="application/json">{}'])
def test_what_is_allowed_is_no_fault(page):
    assert faults(page) == []
