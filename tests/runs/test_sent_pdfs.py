"""The PDF files of a package: those that are of its documents, and a word on each that is not there."""

import os

from changes import change
from sending import LATER, folder_of, frozen, held


def test_without_pdf_it_is_made_and_said_and_with_one_a_new_version(project):
    first = frozen(project, pdfs=False)
    assert not [name for name in held(first) if name.endswith(".pdf")]
    assert {problem.code for problem in first.problems} == {"package-without-pdf"}
    assert len(first.problems) == 3

    second = frozen(project, LATER)

    assert second.problems == ()
    assert second.outcomes[0].document.name.endswith("-v2-2025-02-01.zip")


def test_a_pdf_that_is_older_than_its_document_is_left_out(project):
    frozen(project)
    change(project, ("Processledning vid fyra", "Processledning vid fem"))

    report = frozen(project, LATER, pdfs=False)

    assert [name for name in held(report) if name.endswith(".pdf")] == ["beslut-RUN-479-2024-2025-02-01.pdf"]


def test_a_pdf_that_is_known_to_be_of_its_document_is_packed_whatever_its_time(project):
    frozen(project)
    sent = folder_of(project) / "slutlig"
    os.utime(sent / "beslut-RUN-479-2024.docx")
    change(project, ("# Ärendet och beslutet.", "# Ärendet, och beslutet."))

    first = frozen(project, LATER, pdfs=False)
    again = frozen(project, LATER, pdfs=False, printed=[sent / "beslut-RUN-479-2024.pdf"])

    assert [problem.code for problem in first.problems] == ["package-without-pdf"]
    assert "-v3-" in again.outcomes[0].document.name
    assert "beslut-RUN-479-2024-2025-02-01.pdf" in held(again)


def test_a_package_that_lacks_a_pdf_says_so_as_long_as_it_does(project):
    frozen(project, pdfs=False)

    again = frozen(project, LATER, pdfs=False)

    assert again.outcomes[0].state == "unchanged"
    assert {problem.code for problem in again.problems} == {"package-without-pdf"}
