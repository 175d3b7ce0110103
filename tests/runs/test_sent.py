"""What was sent is frozen in a package: all of it, once, with what has changed since the one before."""

import hashlib
import io
import json
import re
from datetime import UTC, datetime

import mammoth
from changes import change
from edited import edit
from sending import LATER, NAME, folder_of, frozen, held

LINE = "      amount: 15 000\n"


def text_of(data):
    return mammoth.extract_raw_text(io.BytesIO(data)).value


def test_a_package_holds_all_that_is_sent_and_each_file_as_it_lies(project):
    report = frozen(project)

    sent = folder_of(project) / "slutlig"
    assert report.outcomes[0].document == sent / "paket-RUN-479-2024-v1-2025-01-10.zip"
    assert report.problems == ()
    members = held(report)
    finals = sorted(path for path in sent.iterdir() if path.suffix in {".docx", ".pdf"})
    assert [path.name for path in finals] == [
        "ansokan-anslag11-RUN-479-2024.docx",
        "ansokan-anslag11-RUN-479-2024.pdf",
        "ansokan-tillvaxtverket-RUN-479-2024.docx",
        "ansokan-tillvaxtverket-RUN-479-2024.pdf",
        "beslut-RUN-479-2024.docx",
        "beslut-RUN-479-2024.pdf",
    ]
    for path in finals:
        assert members.pop(f"{path.stem}-2025-01-10{path.suffix}") == path.read_bytes()
    assert members.pop(f"{NAME}-2025-01-10.yaml") == (project).read_bytes()
    found = members.pop("granskning.txt").decode("utf-8")
    assert found.startswith("Checked 2025-01-10: 0 errors, 1 warning")
    assert "37 of 37 questions answered" in found
    assert "[share-without-margin]" in found
    assert list(members) == ["SHA-256.txt"]


def test_the_checksums_are_of_all_other_members(project):
    members = held(frozen(project))

    lines = members.pop("SHA-256.txt").decode("ascii").splitlines()

    assert dict(line.split("  ")[::-1] for line in lines) == {
        name: hashlib.sha256(data).hexdigest() for name, data in members.items()
    }


def test_what_has_not_changed_is_not_packed_twice(project):
    first = frozen(project)
    before = first.outcomes[0].document.read_bytes()

    again = frozen(project, LATER)

    assert [(each.state, each.document) for each in again.outcomes] == [
        ("unchanged", first.outcomes[0].document)
    ]
    assert first.outcomes[0].document.read_bytes() == before


def test_the_next_is_a_new_version_with_what_has_changed_and_the_first_stays(project):
    first = frozen(project).outcomes[0].document
    before = first.read_bytes()
    change(project, ("Processledning vid fyra", "Processledning vid fem"))

    second = frozen(project, LATER)

    assert second.outcomes[0].document.name == "paket-RUN-479-2024-v2-2025-02-01.zip"
    assert first.read_bytes() == before
    members = held(second)
    assert members["andringar.txt"].decode("utf-8").splitlines() == [
        "Changed since version 1 of 2025-01-10",
        "",
        'the data file, Kostnader 13: Beskrivning: "Processledning vid fyra dialogmöten" -> "Processledning vid fem dialogmöten"',
        'ansokan-anslag11-RUN-479-2024.docx: Kostnader, row 3 of the table, changed: "Processledning vid fyra dialogmöten" -> "Processledning vid fem dialogmöten"',
        'ansokan-tillvaxtverket-RUN-479-2024.docx: Kostnader, row 3 of the table, changed: "Processledning vid fyra dialogmöten" -> "Processledning vid fem dialogmöten"',
    ]
    sent = [text_of(data) for name, data in members.items() if re.match("ansokan.*docx", name)]
    assert len(sent) == 2
    assert all("Processledning vid fem dialogmöten" in text for text in sent)


def test_a_document_goes_on_under_another_case_number(project):
    frozen(project)
    change(project, ("number: RUN/479/2024", "number: RUN/480/2024"))

    members = held(frozen(project, LATER))

    told = members["andringar.txt"].decode("utf-8")
    assert 'Diarienummer: "RUN/479/2024" -> "RUN/480/2024"' in told
    assert "was not sent before" not in told


def test_a_document_that_was_not_sent_before_is_told(project):
    frozen(project, documents=("tillvaxtverket",))

    members = held(frozen(project, LATER))

    assert "beslut-RUN-479-2024.docx: was not sent before" in members["andringar.txt"].decode("utf-8")
    assert "tillvaxtverket" not in members["andringar.txt"].decode("utf-8")


def test_a_comment_in_the_data_file_is_a_new_version(project):
    frozen(project)
    change(project, ("# Ärendet och beslutet.", "# Ärendet, och beslutet."))

    members = held(frozen(project, LATER))

    assert "the data file: no value, but comments" in members["andringar.txt"].decode("utf-8")


def test_nothing_is_packed_when_the_data_file_was_saved_meanwhile(project):

    report = frozen(project, meanwhile=lambda: change(project, (LINE, LINE.replace("15", "16"))))

    assert [problem.code for problem in report.problems] == ["file-changed"]
    assert not list((folder_of(project) / "slutlig").glob("*.zip"))


def test_nothing_is_packed_when_a_final_cannot_be_made(project):
    change(project, ("  vat_liable: nej", "  vat_liable:"))

    assert frozen(project).outcomes == ()
    assert not list(project.parent.parent.rglob("*.zip"))


def test_a_package_that_is_damaged_is_told_and_left(ansokan, project):
    package = frozen(project).outcomes[0].document
    package.write_bytes(package.read_bytes()[:5000])

    report = frozen(project, LATER)

    assert [problem.code for problem in report.problems] == ["package-damaged"]
    assert str(package) == report.problems[0].file
    assert len(package.read_bytes()) == 5000
    assert "package-damaged" in ansokan("status").said


def test_status_tells_what_has_changed_since(ansokan, project):
    frozen(project)
    assert "nothing has changed since" in ansokan("status").said
    change(project, (LINE, LINE.replace("15", "16")))
    edit(
        folder_of(project) / "slutlig" / "beslut-RUN-479-2024.docx",
        ("Samhällsutveckling", "Hållbar tillväxt"),
    )

    said = ansokan("status").said

    assert 'the data file, Kostnader 14: Belopp: "15 000" -> "16 000"' in said
    assert "beslut-RUN-479-2024.docx: " in said
    packages = json.loads(ansokan("status --format json").said)["packages"]
    assert [(each["version"], each["day"]) for each in packages] == [(1, "2025-01-10")]
    assert len(packages[0]["changes"]) == 2


def test_a_package_is_asked_for_with_finals_only(ansokan):
    run = ansokan("generate --package")

    assert run.code == 2
    assert "--final" in run.said


def test_a_dry_run_packs_nothing(ansokan, project):
    assert ansokan("generate --final --package --dry-run").code == 0
    assert not list(project.parent.parent.rglob("*.zip"))


def test_what_has_changed_is_told_since_the_last_version_that_holds_the_document(project):
    frozen(project)
    change(project, ("Processledning vid fyra", "Processledning vid fem"))
    frozen(project, LATER)
    change(project, ("Processledning vid fem", "Processledning vid sex"))

    members = held(frozen(project, datetime(2025, 3, 1, 9, tzinfo=UTC)))

    told = members["andringar.txt"].decode("utf-8")
    assert told.startswith("Changed since version 2 of 2025-02-01")
    assert '"Processledning vid fem dialogmöten" -> "Processledning vid sex dialogmöten"' in told
    assert "fyra dialogmöten" not in told


def test_a_package_that_would_fill_the_memory_is_not_unpacked(project, monkeypatch):
    frozen(project)
    monkeypatch.setattr("generator.run.sent.packages.MOST_BYTES", 50_000)

    assert [problem.code for problem in frozen(project, LATER).problems] == ["package-damaged"]


def test_a_final_under_an_earlier_case_number_is_there_still(ansokan, project):
    frozen(project)
    change(project, ("number: RUN/479/2024", "number: RUN/480/2024"))

    said = ansokan("status").said

    assert 'Diarienummer: "RUN/479/2024" -> "RUN/480/2024"' in said
    assert "is not there any more" not in said
