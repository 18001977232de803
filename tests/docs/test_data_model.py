import importlib.util
from pathlib import Path

from tests.ours import MODELS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def drawing():
    spec = importlib.util.spec_from_file_location("draw_data_model", DOCS / "draw_data_model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_diagram_is_up_to_date():
    assert (DOCS / "data-model.md").read_text(encoding="utf-8") == drawing().document(), "run: python docs/draw_data_model.py"


def test_every_model_is_in_the_diagram():
    text = drawing().document()
    assert [model.__name__ for model in MODELS if f"(`{model.__name__}`)" not in text] == []
