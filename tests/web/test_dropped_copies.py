"""A copy with something that runs or fetches, dropped on the page: refused with a sentence, and nothing is written."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from active import KINDS, added
from asking import Asker

HEADERS = {"x_file_name": "maria.docx", "content_type": "application/octet-stream"}
RUNS = [kind for kind in KINDS if kind != "attached"]  # an attached template is left out, and the rest merged


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The example's page with its documents made."""
    asker = Asker(tmp_path_factory.mktemp("folder"))
    status, answer = asker.told("generate", {"mark": asker.mark})
    assert status == 200, answer
    return asker


@pytest.mark.parametrize("kind", RUNS)
def test_a_dropped_copy_that_brings_what_runs_or_fetches_is_refused(made, kind):
    folder = made.desk.documents(made.file)
    before = {each: each.read_bytes() for each in folder.rglob("*.docx")}
    assert before
    for how in KINDS[kind].values():
        copy = added((folder / "beslut.docx").read_bytes(), **how)

        told = json.loads(made.ask("POST", "/p/x/merge", copy, **HEADERS).body)["pieces"]["told"]

        assert "Error:" in told or "Fel:" in told, told
        assert {each: each.read_bytes() for each in folder.rglob("*.docx")} == before
