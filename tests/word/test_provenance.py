"""A document says where it comes from, until it is final."""

import io
import zipfile

import pytest

from generator.fields import FieldValue
from generator.word.fields import provenance
from generator.word.finalize import as_final
from generator.word.opc.package import Package
from tests.wml import docx, p, signed

SHOWN = (FieldValue("project.name", "text", "Vatten & <jord>"), FieldValue("case.date", "datum", None))


@pytest.fixture
def document():
    return signed(docx(p("Vatten")), "projekt.yaml", "beslut", SHOWN)


def test_what_is_embedded_is_read(document):
    found = provenance.read(Package.read(document, "x.docx"))

    assert (found.data, found.document, found.shown) == ("projekt.yaml", "beslut", SHOWN)
    assert len(found.generation) == 16


def test_the_generation_follows_what_the_document_holds():
    one, same, other = (
        provenance.read(Package.read(signed(docx(p(text)), "x.yaml", "beslut", ()), "x.docx")).generation
        for text in ("Vatten", "Vatten", "Jord")
    )

    assert one == same != other


def test_a_document_that_was_embedded_twice_carries_the_last(document):
    again = Package.read(signed(document, "annat.yaml", "beslut", ()), "x.docx")

    assert provenance.read(again).data == "annat.yaml"
    assert sum(name.startswith("customXml/item") and "Props" not in name for name in again.parts) == 1


def test_a_final_document_says_nothing_of_it(document):
    plain = as_final(Package.read(document, "x.docx")).to_bytes()

    with zipfile.ZipFile(io.BytesIO(plain)) as file:
        assert not any("customXml" in name for name in file.namelist())
        assert b"customXml" not in b"".join(file.read(name) for name in file.namelist())
    assert provenance.read(Package.read(plain, "x.docx")) is None
