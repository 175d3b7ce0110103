"""A Word file is unzipped once in a run, and what has just been rendered never."""

from collections import Counter

import pytest
from changes import PERIOD, SENTENCE, change
from edited import edit

from generator.word.opc import package


@pytest.fixture
def opened(monkeypatch):
    """The names of the files that were unzipped, each as often as that was done; layouts are left out."""
    times: Counter[str] = Counter()
    unzip = package.unzip

    def counted(data, name):
        if not name.endswith("layout.docx"):
            times[name.replace("\\", "/")] += 1
        return unzip(data, name)

    monkeypatch.setattr(package, "unzip", counted)
    return times


@pytest.fixture
def memo(ansokan, project, tmp_path):
    """The memo, edited by hand, when the data has changed since."""
    ansokan("generate --document beslut")
    path = tmp_path / "output" / "projekt" / "beslut.docx"
    edit(path, SENTENCE)
    change(project, PERIOD)
    return path


BOTH = {"output/projekt/beslut.docx": 1, "output/projekt/.generated/beslut.docx": 1}


@pytest.mark.parametrize(
    "line", ["generate --document beslut", "generate --document beslut --final", "status data/projekt.yaml"]
)
def test_a_merge_a_final_and_status_open_the_document_and_its_base_once_each(ansokan, memo, opened, line):
    opened.clear()

    ansokan(line)

    assert opened == BOTH


def test_a_document_that_lies_as_it_was_generated_is_opened_once_and_not_its_base_too(
    ansokan, project, memo, opened
):
    ansokan("generate --document beslut")
    change(project, reversed(PERIOD))
    ansokan("generate --document beslut --replace")
    change(project, PERIOD)
    opened.clear()

    ansokan("generate --document beslut")

    assert list(opened.values()) == [1]
