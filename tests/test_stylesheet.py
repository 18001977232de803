from pathlib import Path

import brotli

SHEET = Path(__file__).resolve().parent.parent / "static" / "citysafe.css"


def test_the_one_stylesheet_is_under_10_kb_on_the_wire():
    assert len(brotli.compress(SHEET.read_bytes())) < 10_000
