"""The look of every document in the repository: nothing is lost, and every value is marked."""

import io
from collections import Counter

import mammoth
import pytest
from docx import Document

from generator.preview import preview
from generator.run.word_file import WordFile
from generator.word.fields.locate import find
from tests.preview.examples import NAMES, ROOT, drawn
from tests.preview.page import body_letters, letters, paths, tree

EARLIER = sorted(ROOT.glob("tests/earlier/*/*/*/*.docx"))
LAYOUTS = sorted(ROOT.glob("templates/*/*.docx"))


@pytest.mark.parametrize("name", NAMES)
def test_every_value_that_a_document_shows_is_marked_with_its_path(name):
    for document, look in drawn(name):
        shown = document.provenance.shown
        found = find(document.package, shown, lambda path: path).locations
        marked = Counter(paths(look))

        assert len(found) == len(shown) > 0
        assert marked >= Counter(location.shown.path for location in found)
        assert set(marked) == {value.path for value in shown}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_missing_is_marked_as_missing(name):
    for document, look in drawn(name):
        missing = {value.path for value in document.provenance.shown if value.text is None}
        marked = tree(look).xpath("//*[contains(concat(' ', @class, ' '), ' missing ')]")

        assert {element.get("data-path") for element in marked} == missing


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_those_that_another_program_reads_in_the_same_order(name):
    for document, look in drawn(name):
        assert body_letters(look) == by_mammoth(document.data)


@pytest.mark.parametrize("path", [*EARLIER, *LAYOUTS], ids=lambda path: "/".join(path.parts[-3:]))
def test_the_words_of_documents_of_earlier_versions_and_of_layouts_are_those_that_another_program_reads(path):
    file = WordFile.read_if_there(path)

    assert body_letters(preview(file.package)) == by_mammoth(file.data)


def by_mammoth(data):
    return letters(mammoth.extract_raw_text(io.BytesIO(data)).value)


@pytest.mark.parametrize("name", NAMES)
def test_headings_and_tables_are_those_of_the_document(name):
    for document, look in drawn(name):
        root, word = tree(look), Document(io.BytesIO(document.package.to_bytes()))
        headings = [int(element.tag[1]) for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        wanted = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading ")]
        tables = [
            (len(table.findall(".//tr")), len(table.findall("colgroup/col"))) for table in root.iter("table")
        ]

        assert headings == wanted
        assert tables == [(len(table.rows), len(table.columns)) for table in word.tables]


@pytest.mark.parametrize("name", NAMES)
def test_no_document_of_ours_has_what_is_not_drawn(name):
    for _document, look in drawn(name):
        assert look.not_drawn == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_document_looks_the_same_each_time(name):
    for document, look in drawn(name):
        assert preview(document.package) == look
