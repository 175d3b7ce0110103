"""Copies that were mailed, edited and sent back come into the document that they are copies of."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from changes import PERIOD, SENTENCE, change
from edited import NS, W, asked, edit, parts_of, rezipped, wordlike, words, zipped
from mailed import (
    answered,
    body,
    comments,
    deleted,
    kept,
    proposals,
    proposes,
    saved_by,
    says,
    threaded,
    threads,
    with_comments,
)
from wml import docx, p

from generator.run.merging import Task, merge

OURS = "leds av en styrgrupp"


@pytest.fixture
def memo(ansokan, project, tmp_path):
    """The generated memo."""
    ansokan("generate --document beslut")
    return tmp_path / "output" / "projekt" / "beslut.docx"


@pytest.fixture
def mailed(memo, tmp_path):
    """A function that sends a copy of the memo to somebody, who does something to it."""

    def sent(name, *changes, author=""):
        path = tmp_path / "post" / f"{name}.docx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(memo.read_bytes())
        for each in changes:
            edit(path, each) if isinstance(each, tuple) else rezipped(path, each)
        if author:
            saved_by(path, author)
        return path

    return sent


def test_edits_of_a_field_and_of_a_sentence_come_into_the_document(ansokan, project, memo, mailed):
    copy = mailed("maria", SENTENCE, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))

    done = asked(ansokan, "merge post/maria.docx")

    text = kept(memo)
    assert OURS in text
    assert "[project.period.end=2025-06-15]" in text
    assert kept(memo) == kept(copy)
    assert [(each["path"], each["old"], each["new"]) for each in done["copies"][0]["changes"]][:1] == [
        ("project.period.end", "den\u00a030\u00a0maj\u00a02025", "2025-06-15")
    ]
    assert done["problems"] == []
    assert [each["new"] for each in asked(ansokan, f"pull {memo}")["taken"]] == ["2025-06-15"]


def test_a_copy_of_an_earlier_generation_brings_its_edits_into_todays_document(
    ansokan, project, memo, mailed
):
    mailed("maria", SENTENCE)
    change(project, PERIOD)
    ansokan("generate --document beslut")

    assert ansokan("merge post/maria.docx").code == 0

    text = kept(memo)
    assert OURS in text
    assert "[project.period.end=den\u00a031\u00a0augusti\u00a02025]" in text
    assert ansokan("generate --document beslut").code == 0
    assert OURS in kept(memo)


def test_merging_the_same_copy_again_brings_nothing(ansokan, project, memo, mailed):
    mailed("maria", SENTENCE, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))
    ansokan("merge post/maria.docx")
    before = memo.read_bytes()

    done = ansokan("merge post/maria.docx")

    assert memo.read_bytes() == before
    assert "nothing that output/projekt/beslut.docx does not have" in done.said


def test_what_the_copy_and_the_data_changed_is_a_conflict_that_names_the_copy(ansokan, project, memo, mailed):
    mailed("maria", (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"), author="Maria Svensson")
    change(project, PERIOD)
    ansokan("generate --document beslut")

    done = ansokan("merge post/maria.docx")

    assert "1 conflict" in done.said
    assert "31\u00a0augusti\u00a02025" in deleted(memo)
    assert "[project.period.end=2025-06-15]" in kept(memo)
    ((author, said, words_there),) = comments(memo)
    assert author == "ansokan"
    assert "maria.docx (Maria Svensson)" in said
    assert "31\u00a0augusti\u00a02025" in words_there
    before = memo.read_bytes()
    ansokan("merge post/maria.docx")
    assert memo.read_bytes() == before


# --- proposals


def test_a_tracked_change_comes_as_a_proposal_of_its_author_and_not_as_text(ansokan, project, memo, mailed):
    mailed("bo", proposes("har en budget om", "kostar"))

    done = asked(ansokan, "merge post/bo.docx")

    assert proposals(memo) == [("Bo", "del", "har en budget om"), ("Bo", "ins", "kostar")]
    assert 'w:date="2026-11-25T08:00:00Z"' in parts_of(memo.read_bytes())["word/document.xml"].decode()
    (each,) = done["copies"][0]["changes"]
    assert (each["kind"], each["author"]) == ("proposal", "Bo")
    assert comments(memo) == []
    before = memo.read_bytes()
    ansokan("merge post/bo.docx")
    assert memo.read_bytes() == before


def test_a_proposal_in_a_field_is_not_pulled_until_it_is_accepted(ansokan, project, memo, mailed):
    mailed("bo", proposes("den\u00a030\u00a0maj\u00a02025", "2025-07-31"))

    ansokan("merge post/bo.docx")

    assert proposals(memo)[:2] == [
        ("Bo", "del", "den\u00a030\u00a0maj\u00a02025"),
        ("Bo", "ins", "2025-07-31"),
    ]
    done = asked(ansokan, f"pull {memo}")
    assert done["taken"] == []
    assert [each["code"] for each in done["problems"]] == ["pull-proposed"]


def test_two_people_who_propose_in_one_copy_each_keep_their_name(ansokan, project, memo, mailed):
    mailed("bo", proposes("har en budget om", "kostar"), proposes("Projektet", "Arbetet", author="Eva"))

    ansokan("merge post/bo.docx")

    assert sorted(proposals(memo)) == [
        ("Bo", "del", "har en budget om"),
        ("Bo", "ins", "kostar"),
        ("Eva", "del", "Projektet"),
        ("Eva", "ins", "Arbetet"),
    ]


# --- comments


def test_a_comment_comes_on_the_words_that_it_hangs_on_also_when_they_have_moved(
    ansokan, project, memo, mailed
):
    copy = mailed("bo", says("har en budget om", "Stämmer det?"))
    with_comments(copy, (3, "Bo", "Stämmer det?"))
    edit(memo, SENTENCE)

    done = asked(ansokan, "merge post/bo.docx")

    assert comments(memo) == [("Bo", "Stämmer det?", "har en budget om")]
    (each,) = done["copies"][0]["changes"]
    assert (each["kind"], each["author"], each["new"]) == ("comment", "Bo", "Stämmer det?")
    before = memo.read_bytes()
    ansokan("merge post/bo.docx")
    assert memo.read_bytes() == before


# --- several copies


EVAS = ("har en budget om", "kostar")
BY_TWO = "post/maria.docx post/eva.docx"


@pytest.mark.parametrize("order", [BY_TWO, " ".join(reversed(BY_TWO.split()))])
def test_two_copies_that_say_one_sentence_differently_are_both_shown(ansokan, project, memo, mailed, order):
    mailed("maria", SENTENCE, author="Maria")
    mailed("eva", EVAS, author="Eva")

    done = asked(ansokan, f"merge {order}")

    said = kept(memo) + deleted(memo)
    assert OURS in said
    assert "kostar" in said
    assert "har en budget om" in said
    assert sum(each["conflicts"] for each in done["copies"]) == 1
    ((author, text, _words),) = comments(memo)
    second = order.split()[1].removeprefix("post/").removesuffix(".docx")
    assert (author, f"{second}.docx ({second.capitalize()})" in text) == ("ansokan", True)
    before = memo.read_bytes()
    ansokan(f"merge {order}")
    ansokan("merge post/eva.docx")
    ansokan("merge post/maria.docx")
    assert memo.read_bytes() == before


def test_three_copies_that_say_one_field_differently_are_all_shown_and_none_is_pulled(
    ansokan, project, memo, mailed
):
    for name, day in (("maria", "06-15"), ("eva", "06-16"), ("bo", "06-17")):
        mailed(name, (">den\u00a030\u00a0maj\u00a02025<", f">2025-{day}<"))

    ansokan("merge post/maria.docx post/eva.docx post/bo.docx")

    said = kept(memo) + deleted(memo)
    assert [day for day in ("06-15", "06-16", "06-17") if f"2025-{day}" not in said] == []
    shown = [text for _author, text, _words in comments(memo)]
    assert [[name for name in ("maria", "eva", "bo") if f"{name}.docx" in text] for text in shown] == [
        ["eva"],
        ["bo"],
    ]
    done = asked(ansokan, f"pull {memo}")
    assert done["taken"] == []
    assert [(each["code"], each["path"]) for each in done["problems"]] == [
        ("pull-unsettled", "project.period.end")
    ]
    assert "[not-pulled]" in ansokan("generate --final --document beslut").said


def test_a_later_change_of_the_data_loses_nothing_of_a_conflict_between_copies(
    ansokan, project, memo, mailed
):
    for name, day in (("maria", "06-15"), ("eva", "06-16")):
        mailed(name, (">den\u00a030\u00a0maj\u00a02025<", f">2025-{day}<"))
    ansokan(f"merge {BY_TWO}")
    change(project, PERIOD)

    assert ansokan("generate --document beslut").code == 0

    said = kept(memo) + deleted(memo)
    days = "2025-06-15", "2025-06-16", "31\u00a0augusti"
    assert [day for day in days if day not in said] == []
    assert any("eva.docx" in text for _author, text, _words in comments(memo))


def test_the_same_change_in_two_copies_comes_once(ansokan, project, memo, mailed):
    for name in ("maria", "eva"):
        mailed(name, SENTENCE, (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"))

    done = asked(ansokan, f"merge {BY_TWO}")

    assert [len(each["changes"]) for each in done["copies"]] == [2, 0]
    assert kept(memo).count(OURS) == 1
    assert comments(memo) == []


def test_two_people_who_propose_in_one_sentence_are_both_shown(ansokan, project, memo, mailed):
    mailed("bo", proposes("har en budget om", "kostar"))
    mailed("eva", proposes("har en budget om", "får kosta", author="Eva"))

    ansokan("merge post/bo.docx post/eva.docx")

    said = words(body(memo)) + deleted(memo)
    assert "kostar" in said
    assert "får kosta" in said
    assert {author for author, _kind, _words in proposals(memo)} == {"Bo", "Eva"}
    assert kept(memo).count("600 000 kronor".replace(" ", "\xa0")) == 1
    before = memo.read_bytes()
    ansokan("merge post/bo.docx post/eva.docx")
    assert memo.read_bytes() == before


def test_two_people_who_propose_in_two_places_of_one_sentence_keep_it_whole(ansokan, project, memo, mailed):
    mailed("bo", proposes("har en budget om", "kostar"))
    mailed("eva", proposes("Projektet kommer pågå", "Arbetet pågår", author="Eva"))

    ansokan("merge post/bo.docx post/eva.docx")

    assert sorted(proposals(memo)) == [
        ("Bo", "del", "har en budget om"),
        ("Bo", "ins", "kostar"),
        ("Eva", "del", "Projektet kommer pågå"),
        ("Eva", "ins", "Arbetet pågår"),
    ]
    assert comments(memo) == []


# --- accepted


def test_proposals_are_taken_as_accepted_when_that_is_asked_for(ansokan, project, memo, mailed):
    mailed(
        "bo", proposes("den\u00a030\u00a0maj\u00a02025", "2025-07-31"), proposes("har en budget om", "kostar")
    )

    ansokan("merge post/bo.docx --accept")

    assert proposals(memo) == []
    assert "[project.period.end=2025-07-31]. Projektet kostar" in kept(memo)


def test_pull_takes_proposals_when_asked_and_never_takes_them_back(ansokan, project, memo):
    rezipped(memo, proposes("den\u00a030\u00a0maj\u00a02025", "den 31 juli 2025"))
    before = memo.read_bytes()

    assert [each["new"] for each in asked(ansokan, f"pull {memo} --accept")["taken"]] == ["2025-07-31"]

    assert memo.read_bytes() == before
    for _turn in range(2):
        assert asked(ansokan, f"pull {memo}")["taken"] == []
        assert asked(ansokan, "status data/projekt.yaml")["documents"][-1]["pending"] == []
        done = asked(ansokan, "generate --document beslut")
        assert [(each["conflicts"], each["pending"]) for each in done["documents"]] == [(0, [])]
    assert "end: 2025-07-31" in project.read_text("utf-8")
    assert len(proposals(memo)) == 2


def test_generate_accepts_proposals_in_the_document_when_asked(ansokan, project, memo):
    rezipped(memo, proposes("den\u00a030\u00a0maj\u00a02025", "2025-07-31"))
    rezipped(memo, proposes("har en budget om", "kostar"))
    change(project, ("number: RUN/479/2024", "number: RUN/480/2024"))

    done = asked(ansokan, "generate --document beslut --accept")

    assert [each["path"] for each in done["documents"][0]["pending"]] == ["project.period.end"]
    assert proposals(memo) == []
    text = kept(memo)
    assert "[project.period.end=2025-07-31]. Projektet kostar" in text
    assert "[case.number=RUN/480/2024]" in text
    assert ansokan("generate --document beslut --accept").code == 0


def test_a_final_is_made_with_proposals_accepted_when_asked_and_the_draft_stays(ansokan, project, memo):
    rezipped(memo, proposes("har en budget om", "kostar"))
    before = memo.read_bytes()
    assert "[tracked-change-left]" in ansokan("generate --final --document beslut").said

    done = ansokan("generate --final --document beslut --accept")

    assert done.code == 0, done.said
    assert memo.read_bytes() == before
    assert "Projektet kostar" in kept(memo.parent / "slutlig" / "beslut-RUN-479-2024.docx")


def test_a_final_with_an_accepted_proposal_in_a_field_waits_for_pull(ansokan, project, memo):
    rezipped(memo, proposes("den\u00a030\u00a0maj\u00a02025", "2025-07-31"))

    assert "[not-pulled]" in ansokan("generate --final --document beslut --accept").said
    assert ansokan(f"pull {memo} --accept").code == 0
    assert ansokan("generate --final --document beslut --accept").code == 0
    assert "31\u00a0juli\u00a02025" in kept(memo.parent / "slutlig" / "beslut-RUN-479-2024.docx")


# --- what cannot be merged


def test_a_copy_that_is_the_document_itself_is_named(ansokan, project, memo):
    assert "[merge-itself]" in ansokan(f"merge {memo}").said


def test_a_final_and_a_file_of_somebody_else_are_named_and_the_others_go_on(ansokan, project, memo, mailed):
    ansokan("generate --final --document beslut")
    shutil.copy(memo.parent / "slutlig" / "beslut-RUN-479-2024.docx", "final.docx")
    mailed("maria", SENTENCE)

    done = ansokan("merge final.docx missing.docx post/maria.docx")

    assert done.code == 1
    assert "final.docx: error: " in done.said
    assert "[merge-no-origin]" in done.said
    assert "[file-missing]" in done.said
    assert OURS in kept(memo)


def test_a_copy_of_another_project_is_named(ansokan, project, memo, mailed):
    mailed("maria", SENTENCE)
    other = project.with_name("annat.yaml")
    other.write_bytes(project.read_bytes())
    ansokan("generate --document beslut data/annat.yaml")

    done = ansokan("merge post/maria.docx --data data/annat.yaml")

    assert "[merge-other-data]" in done.said
    assert OURS not in kept(memo.parents[1] / "annat" / "beslut.docx")


def test_a_copy_of_a_document_that_is_not_there_is_named(ansokan, project, memo, mailed):
    mailed("maria", SENTENCE)
    memo.unlink()
    assert "[merge-no-document]" in ansokan("merge post/maria.docx").said


def test_a_document_that_is_open_in_word_is_left_as_it_is(ansokan, project, memo, mailed):
    mailed("maria", SENTENCE)
    memo.with_name("~$beslut.docx").write_bytes(b"")
    before = memo.read_bytes()

    assert "[file-open]" in ansokan("merge post/maria.docx").said

    assert memo.read_bytes() == before


def test_a_dry_run_writes_nothing(ansokan, project, memo, mailed):
    mailed("maria", SENTENCE)
    before = memo.read_bytes()

    assert "would be written: output/projekt/beslut.docx" in ansokan("merge post/maria.docx --dry-run").said

    assert memo.read_bytes() == before


def test_documents_in_another_folder_are_merged_there(ansokan, project, memo, mailed):
    mailed("maria", SENTENCE)
    ansokan("generate --document beslut --output elsewhere")

    done = ansokan("merge post/maria.docx --data data/projekt.yaml --output elsewhere")

    assert done.code == 0, done.said
    assert OURS in kept(memo.parents[2] / "elsewhere" / "projekt" / "beslut.docx")
    assert OURS not in kept(memo)


def test_a_copy_that_lies_nowhere_is_merged_from_its_bytes_and_called_by_its_name(
    ansokan, project, memo, mailed
):
    path = mailed("maria", SENTENCE)
    name, content = Path(path.name), path.read_bytes()
    path.unlink()

    report = merge(Task((name,), datetime(2026, 11, 25, tzinfo=UTC), project, contents={name: content}))

    assert report.problems == ()
    assert [(each.copy, each.document) for each in report.copies] == [(name, memo)]
    assert OURS in kept(memo)


def test_what_came_is_told_with_the_next_step(ansokan, project, memo, mailed):
    copy = mailed(
        "maria",
        (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"),
        says("inställningen", "Var den?"),
        author="Maria",
    )
    with_comments(copy, (3, "Maria", "Var den?"))

    said = ansokan("merge post/maria.docx").said

    assert "post/maria.docx into output/projekt/beslut.docx:" in said
    assert "Slutdatum: “den 30 maj 2025” -> “2025-06-15”" in said.replace("\u00a0", " ")
    assert "comment by Maria: “Var den?”" in said
    assert "written: output/projekt/beslut.docx" in said
    assert "ansokan pull output/projekt/beslut.docx" in said


# --- what the copy was generated as is not kept any more


def test_of_an_old_copy_all_that_differs_is_shown_and_unedited_fields_are_left(
    ansokan, project, memo, mailed
):
    copy = mailed(
        "maria",
        SENTENCE,
        (">RUN/479/2024<", ">RUN/480/2024<"),
        proposes("ledningsgruppen", "gruppen"),
        says("togs upp i", "Var den?"),
    )
    with_comments(copy, (3, "Bo", "Var den?"))
    change(project, PERIOD)
    ansokan("generate --document beslut")
    (memo.parent / ".generated" / "generations.zip").unlink()

    done = asked(ansokan, "merge post/maria.docx --data data/projekt.yaml")

    assert [each["code"] for each in done["problems"]] == ["merge-too-old"]
    text = kept(memo)
    assert OURS in text
    assert "[project.period.end=den\u00a031\u00a0augusti\u00a02025]" in text
    assert "RUN/480/2024" in text
    assert "479/2024" in deleted(memo)
    assert "maj\u00a02025" not in text + deleted(memo)
    assert {author for author, _kind, _words in proposals(memo)} == {"Bo"}
    assert ("Bo", "Var den?", "togs upp i") in comments(memo)
    root = body(memo)
    ours = [each for each in root.iter(f"{W}ins") if each.get(f"{W}author") == "ansokan"]
    assert any(OURS in words(each) for each in ours)


def test_a_file_of_an_old_generation_in_its_place_comes_in_by_replace_and_merge(ansokan, project, memo):
    edit(memo, SENTENCE)
    mine = memo.read_bytes()
    change(project, PERIOD)
    memo.unlink()
    ansokan("generate --document beslut")
    memo.write_bytes(mine)
    shutil.rmtree(memo.parent / ".generated")
    memo.unlink()
    ansokan("generate --document beslut")
    memo.write_bytes(mine)

    assert "[other-generation]" in ansokan("generate --document beslut").said
    ansokan("generate --document beslut --replace")
    (beside,) = memo.parent.glob("*(före *")
    shutil.move(beside, "mine.docx")
    ansokan("merge mine.docx --data data/projekt.yaml")

    assert OURS in kept(memo)
    assert "[project.period.end=den\u00a031\u00a0augusti\u00a02025]" in kept(memo)


def test_an_answer_to_a_comment_comes_as_an_answer_and_what_is_done_as_done(ansokan, project, memo, mailed):
    copy = mailed(
        "bo",
        says("togs upp i", "Var den?"),
        says("där ", "Nej.", number=4),
        says("anmäls", "Klart", number=5),
    )
    with_comments(copy, (3, "Bo", "Var den?"), (4, "Eva", "Nej."), (5, "Bo", "Klart"))
    threaded(copy, [("3", None, "0"), ("4", "3", "0"), ("5", None, "1")])

    ansokan("merge post/bo.docx")

    assert threads(memo) == [("Var den?", None, "0"), ("Nej.", "Var den?", "0"), ("Klart", None, "1")]


def test_an_answer_comes_to_a_comment_that_the_document_has_already(ansokan, project, memo, mailed):
    first = mailed("bo", says("togs upp i", "Var den?"))
    with_comments(first, (3, "Bo", "Var den?"))
    ansokan("merge post/bo.docx")
    second = mailed("eva", says("där ", "Nej.", number=4))
    number = next(mark.get(f"{W}id") for mark in body(second).iter(f"{W}commentRangeStart"))
    answered(second, number, "4", "Eva", "Nej.")

    ansokan("merge post/eva.docx")

    assert threads(memo) == [("Nej.", "Var den?", "0")]
    assert [text for _author, text, _words in comments(memo)] == ["Var den?", "Nej."]


def test_two_comments_that_say_the_same_are_two(ansokan, project, memo, mailed):
    first = mailed("bo", says("togs upp i", "Hur då?"))
    with_comments(first, (3, "Bo", "Hur då?"))
    second = mailed("bo2", says("togs upp i", "Hur då?"), says("anmäls", "Hur då?", number=4))
    with_comments(second, (3, "Bo", "Hur då?"), (4, "Bo", "Hur då?"))

    ansokan("merge post/bo.docx")
    ansokan("merge post/bo2.docx")

    assert [on for _author, _text, on in comments(memo)] == ["togs upp i", "anmäls"]


# --- saved in other programs

SAVES = ["resave", "wordonline", "onlyoffice", "mac", "document2", "gdocs", "inspector"]
EDITED = [
    SENTENCE,
    (">den\u00a030\u00a0maj\u00a02025<", ">2025-06-15<"),
    ("vissa separata delar", "vissa skilda delar"),
]


def saved_in(path, program):
    data, _log = wordlike.apply(path.read_bytes(), [program], 3)
    path.write_bytes(data)


@pytest.mark.parametrize("program", SAVES)
def test_to_save_a_copy_in_any_program_is_no_edit(ansokan, project, memo, mailed, program):
    saved_in(mailed("maria"), program)
    change(project, PERIOD)
    ansokan("generate --document beslut")
    before = memo.read_bytes()

    done = asked(ansokan, "merge post/maria.docx --data data/projekt.yaml")

    assert [each["changes"] for each in done["copies"]] == [[]]
    assert done["problems"] == []
    assert memo.read_bytes() == before


@pytest.mark.parametrize("program", SAVES)
def test_what_was_edited_in_a_copy_comes_from_any_program(ansokan, project, memo, mailed, program):
    saved_in(mailed("maria", *EDITED), program)
    fields = [each for each in kept(memo).splitlines() if each.startswith("[")]

    done = asked(ansokan, "merge post/maria.docx --data data/projekt.yaml")

    assert [len(each["changes"]) for each in done["copies"]] == [3 - (program == "gdocs")]
    text = kept(memo)
    assert OURS in text
    assert "[project.period.end=2025-06-15]" in text
    assert "vissa skilda delar" in text
    assert [each for each in text.splitlines() if each.startswith("[")] == fields
    pulled = asked(ansokan, f"pull {memo}")
    assert {each["path"] for each in pulled["taken"]} == {"case.need", "project.period.end"}


@pytest.mark.office
def test_a_copy_edited_and_saved_in_libreoffice_comes_with_its_edits_alone(
    ansokan, project, memo, mailed, tmp_path
):
    copy = mailed("maria", *EDITED)
    home = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    saved = str(tmp_path / "saved")
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "docx", "--outdir", saved, str(copy)],
        check=True,
        capture_output=True,
    )

    done = asked(ansokan, "merge saved/maria.docx")

    assert [len(each["changes"]) for each in done["copies"]] == [3]
    text = kept(memo)
    assert OURS in text
    assert "[project.period.end=2025-06-15]" in text
    assert "vissa skilda delar" in text


def test_a_copy_that_says_nothing_of_its_origin_asks_for_the_data_file(ansokan, project, memo, mailed):
    saved_in(mailed("maria", SENTENCE), "gdocs")

    done = ansokan("merge post/maria.docx")

    assert "[merge-no-origin]" in done.said
    assert "--data" in done.said


def test_a_foreign_file_is_no_copy_also_when_a_data_file_is_named(ansokan, project, memo, tmp_path):
    (tmp_path / "brev.docx").write_bytes(docx(p("Ett helt annat brev"), p("med egna ord")))
    assert "[merge-no-origin]" in ansokan("merge brev.docx --data data/projekt.yaml").said


# --- what comes twice, or stands in each other's way


def in_word(path, *names, seed=5):
    data, log = wordlike.apply(path.read_bytes(), [*names, "resave"], seed)
    assert log
    path.write_bytes(data)


def test_a_copied_row_that_comes_again_is_there_once_also_when_the_data_has_changed_the_row_above(
    ansokan, project, tmp_path
):
    ansokan("generate --document anslag11")
    document = tmp_path / "output" / "projekt" / "anslag11.docx"
    shutil.copy(document, "copy.docx")
    in_word(tmp_path / "copy.docx", "row-copied-edited", seed=2)  # the row of the period
    change(project, PERIOD)
    ansokan("generate --document anslag11")

    for _turn in range(2):
        ansokan("merge copy.docx")
        assert kept(document).count("Kopians egen text") == 1


def test_a_sentence_that_comes_again_is_there_once_also_when_another_copy_has_made_a_word_bold(
    ansokan, project, memo, mailed
):
    in_word(mailed("maria"), "type-long", seed=1)
    in_word(mailed("eva"), "bold-word", seed=1)

    for name in ("maria", "eva", "maria"):
        ansokan(f"merge post/{name}.docx")

    assert kept(memo).count("En ny mening av chefen.") == 1


def test_a_field_that_a_copy_has_emptied_is_a_prompt_and_stays_one(ansokan, project, memo, mailed):
    in_word(mailed("maria"), "emptied-long")
    mailed("eva", SENTENCE)

    ansokan("merge post/maria.docx")
    ansokan("merge post/eva.docx")

    prompts = [line for line in kept(memo).splitlines() if line.startswith("[?")]
    assert len(prompts) == 1
    assert [each["new"] for each in asked(ansokan, f"pull {memo}")["taken"]] == [None]


def test_what_is_proposed_about_words_that_show_a_conflict_takes_none_of_them_away(
    ansokan, project, memo, mailed
):
    mailed("maria", SENTENCE)
    mailed("eva", ("har en budget om", "får kosta högst"), proposes("högst", "minst", author="Nils"))

    ansokan("merge post/maria.docx post/eva.docx")

    assert "högst" in deleted(memo)
    assert "minst" in kept(memo)
    assert ("Nils", "ins", "minst") in proposals(memo)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def with_a_picture(path):
    """Let somebody paste a picture in a paragraph of its own at the end of the running text."""
    parts = parts_of(path.read_bytes())
    parts["word/media/image7.png"] = PNG
    types = parts["[Content_Types].xml"].decode()
    kind = '<Default Extension="png" ContentType="image/png"/></Types>'
    parts["[Content_Types].xml"] = types.replace("</Types>", kind).encode()
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdP" Type="{related}/image" Target="media/image7.png"/></Relationships>'
    rels = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", relation).encode()
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    picture = (
        f'<w:p xmlns:w="{NS}"><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing">'
        '<wp:extent cx="9525" cy="9525"/><wp:docPr id="77" name="Bild"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="77" name="Bild"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{related}" r:embed="rIdP"/></pic:blipFill><pic:spPr/>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    text = parts["word/document.xml"].decode()
    before, section, after = text.rpartition("<w:sectPr")
    parts["word/document.xml"] = (before + picture + section + after).encode()
    path.write_bytes(zipped(parts))


def test_a_picture_comes_with_its_part(ansokan, project, memo, mailed):
    with_a_picture(mailed("maria"))

    ansokan("merge post/maria.docx")

    parts = parts_of(memo.read_bytes())
    (name,) = [name for name, content in parts.items() if content == PNG]
    (number,) = re.findall(r'r:embed="(\w+)"', parts["word/document.xml"].decode())
    rels = parts["word/_rels/document.xml.rels"].decode()
    (relation,) = [each for each in re.findall(r"<Relationship [^>]*>", rels) if f'Id="{number}"' in each]
    assert name in relation
    before = memo.read_bytes()
    ansokan("merge post/maria.docx")
    assert memo.read_bytes() == before
