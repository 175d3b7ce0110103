"""What status says of a document that a hand has changed, and of what lies beside it."""

import json
import shutil
from pathlib import Path

import pytest
from edited import ROOT, Desk, W, controls, rezipped, run, say, words, xml

FOLDER = Path("output", "strategisk-planering")


def lines_of(ansokan, command="status"):
    return [line.strip() for line in ansokan(command).said.splitlines()]


def paragraph_with(root, text):
    return next(each for each in root.iter(f"{W}p") if text in words(each))


def change_the_budget_sentence(root):
    texts = paragraph_with(root, "Projektet har en budget").iter(f"{W}t")
    place = next(each for each in texts if "Projektet har en budget" in each.text)
    say(place, place.text.replace("Projektet har en budget", "Projektet får kosta"))


def add_a_paragraph(root):
    paragraph_with(root, "Projektet har en budget").addnext(
        xml("<w:p><w:r><w:t>Av chefen.</w:t></w:r></w:p>")
    )


def drop_the_idea(root):
    idea = paragraph_with(root, "Projektidén togs upp")
    idea.getparent().remove(idea)


def propose(root):
    """Bo Ek has the words of a run deleted and others written, with tracked changes on."""
    texts = paragraph_with(root, "Projektet har en budget").iter(f"{W}t")
    old = next(each for each in texts if "Projektet har en budget" in each.text).getparent()
    mark = 'w:author="Bo Ek" w:date="2026-11-30T10:00:00Z"'
    deleted, added = xml(f'<w:del w:id="901" {mark}/>'), xml(f'<w:ins w:id="902" {mark}/>')
    old.addprevious(deleted)
    deleted.addnext(added)
    deleted.append(old)
    added.append(run("Så här i stället."))
    for text in old.iter(f"{W}t"):
        text.tag = f"{W}delText"


@pytest.mark.parametrize(
    ("hand", "line"),
    [
        (
            change_the_budget_sentence,
            'Ärendebeskrivning, paragraph 4, changed: "…025. Projektet har en budget om 600 000 kronor. 300 000 kron…" '
            '-> "…025. Projektet får kosta om 600 000 kronor. 300 000 kronor k…"',
        ),
        (add_a_paragraph, 'Ärendebeskrivning, paragraph 5, added: "Av chefen."'),
        (
            propose,
            'Ärendebeskrivning, paragraph 4, proposal by Bo Ek: ". Projektet har en budget om 600 000 kronor." -> "Så här i stället."',
        ),
    ],
)
def test_each_edit_and_proposal_stands_with_its_place_and_both_texts(ansokan, hand, line):
    desk = Desk(ansokan)
    desk.edit(hand)

    assert line in lines_of(ansokan)


def test_a_paragraph_that_was_taken_out_is_named_where_it_stood(ansokan):
    desk = Desk(ansokan)
    desk.edit(drop_the_idea)

    (line,) = [line for line in lines_of(ansokan) if "removed" in line]
    assert line.startswith('Ärendebeskrivning, paragraph 5, removed: "Projektidén togs upp')


def test_a_proposal_is_no_edit_beside_and_a_field_stands_with_old_and_new_text(ansokan):
    desk = Desk(ansokan)
    desk.edit(
        propose, lambda root: say(next(controls(root, "case.officer.name")[0].iter(f"{W}t")), "Ny Person")
    )

    found = json.loads(ansokan("status --format json").said)["documents"][-1]

    assert (found["edits"], found["changes"]) == (0, [])
    assert [(each["kind"], each["author"], each["old"], each["new"]) for each in found["remarks"]] == [
        ("proposal", "Bo Ek", ". Projektet har en budget om 600\u00a0000\u00a0kronor. ", "Så här i stället.")
    ]
    (line,) = [line for line in lines_of(ansokan) if "case.officer.name" in line and "is “" in line]
    assert line == "waits to be pulled: case.officer.name: “Sebastian Becker” is “Ny Person” in Word"


def test_a_copy_beside_is_named_whatever_it_is_called_and_what_the_program_kept_is_none(ansokan):
    desk = Desk(ansokan)
    for name in ("beslut v2.docx", "beslut-DATOR.docx"):
        shutil.copy(desk.document, FOLDER / name)
    desk.edit(add_a_paragraph)
    ansokan("generate --document beslut --replace")

    copies = [line for line in lines_of(ansokan) if "a copy of the document" in line]

    assert copies == [
        "a copy of the document lies beside it: beslut v2.docx",
        "a copy of the document lies beside it: beslut-DATOR.docx",
    ]


def test_a_data_file_that_is_renamed_with_its_folder_goes_on_with_what_was_edited(ansokan):
    desk = Desk(ansokan)
    desk.edit(add_a_paragraph)
    desk.data.rename("data/nytt.yaml")
    FOLDER.rename("output/nytt")

    assert 'added: "Av chefen."' in ansokan("status").said
    assert ansokan("generate --document beslut").code == 0
    assert "Av chefen." in words_in(Path("output/nytt/beslut.docx"))
    assert "unchanged" in ansokan("generate --document beslut").said


def test_what_was_edited_is_pulled_to_a_data_file_that_was_renamed_with_its_folder(ansokan):
    desk = Desk(ansokan)
    desk.edit(lambda root: say(next(controls(root, "case.officer.name")[0].iter(f"{W}t")), "Ny Person"))
    desk.data.rename("data/nytt.yaml")
    FOLDER.rename("output/nytt")

    done = ansokan("pull output/nytt/beslut.docx")

    assert (done.code, "written: data/nytt.yaml" in done.said) == (0, True)
    assert "Ny Person" in Path("data/nytt.yaml").read_text("utf-8")


def test_a_data_file_that_is_renamed_alone_makes_nothing_and_both_names_are_told(ansokan):
    desk = Desk(ansokan)
    desk.edit(add_a_paragraph)
    desk.data.rename("data/nytt.yaml")

    for command in ("generate", "generate --final", "status"):
        done = ansokan(command)
        assert (done.code, done.said.count("[data-file-renamed]")) == (1, 1)
        assert (
            "data/nytt.yaml: error: The documents of this project lie in output/strategisk-planering"
            in done.said
        )
    assert not Path("output/nytt").exists()

    FOLDER.rename("output/nytt")
    assert ansokan("generate --document beslut").code == 0
    assert "Av chefen." in words_in(Path("output/nytt/beslut.docx"))


def test_another_project_is_made_beside_a_folder_whose_data_file_is_gone_which_status_names(ansokan):
    Desk(ansokan).data.unlink()
    shutil.copy(ROOT / "data" / "lokal-mat.yaml", "data")
    assert ansokan("generate --document beslut").code == 0

    done = ansokan("status")
    assert (done.code, done.said.count("[data-file-gone]")) == (0, 1)
    assert (
        "output/strategisk-planering: hint: The data file of the documents in this folder is gone."
        in done.said
    )


def test_a_folder_named_by_mistake_says_nothing_of_data_files_that_are_there(ansokan):
    Desk(ansokan)

    done = ansokan("status data")

    assert "[file-is-folder]" in done.said
    assert "[data-file-gone]" not in done.said


def words_in(path):
    found = []
    rezipped(path, lambda root: found.append(words(root)))
    return found[0]
