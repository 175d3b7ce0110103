"""Answers that are missing, come, go, or are written in Word and in the data alike."""

import re

import pytest
from edited import Desk, W, controls, put, say, typed, words

NEED, COSTS, MAIL = "case.need", "case.residual_costs", "case.officer.email"
RESULTS = re.compile(r"  expected_results: \|\n(?:    .*\n|\n)+")
SUMMARY = re.compile(r"  summary_en: \|\n(?:    .*\n|\n)+")


def test_an_answer_with_a_numbered_list_comes_into_a_saved_document_and_nothing_waits(ansokan):
    desk = Desk(ansokan, "tillvaxtverket", lambda text: RESULTS.sub("  expected_results:\n", text))
    answer = "1. en kartläggning,\n    2. ett förslag.\n"
    desk.in_word("resave")
    desk.write("  expected_results:\n", f"  expected_results: |\n    Då finns:\n\n    {answer}")
    assert desk.status()[0] == []
    assert not desk.final().errors
    assert "Då finns:en kartläggning,ett förslag." in words(desk.root(desk.sent))
    assert desk.generate().made == ("merged", 0, [])
    assert desk.generate().made[1:] == (0, [])
    assert desk.status() == ([], 0, 0)
    assert desk.pull().taken == {}


@pytest.mark.parametrize("save", ["bookmarks-in", "bookmarks-para", "prooferr"])
def test_an_answer_that_goes_leaves_no_empty_control(ansokan, save):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.in_word(save)
    desk.write(SUMMARY.search(desk.data.read_text("utf-8"))[0], "  summary_en:\n")
    assert desk.generate().made[1:] == (0, [])
    assert "a survey" not in words(desk.root())
    assert [each for each in desk.root().iter(f"{W}sdt") if not words(each).strip()] == []
    assert desk.status()[0] == []


def answered(path):
    """The mark that a prompt is shown goes, as Word does when somebody types."""

    def change(root):
        properties = controls(root, path)[0].find(f"{W}sdtPr")
        properties.remove(properties.find(f"{W}showingPlcHdr"))

    return change


def without_mail(text):
    return text.replace("    email: sebastian.becker@regionjh.se", "    email:", 1)


@pytest.mark.parametrize("where", ["over", "end"])
def test_what_is_typed_in_a_prompt_that_is_still_marked_as_one_is_an_answer(ansokan, where):
    desk = Desk(ansokan, change=without_mail)
    prompt = words(desk.field(MAIL))
    assert desk.field(MAIL).find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    desk.edit(typed(MAIL, " zq@example.se" if where == "end" else "zq@example.se", where))
    assert desk.status()[0] == [MAIL]
    pulled = desk.pull()
    answered = pulled.taken.get(MAIL) == "zq@example.se"
    assert answered or ("pull-unreadable", MAIL) in pulled.about
    assert words(desk.field(MAIL)).removeprefix(prompt).strip() == "zq@example.se"


@pytest.mark.parametrize("where", ["over", "end"])
def test_what_is_typed_in_a_prompt_is_in_conflict_with_the_value_that_the_data_gets(ansokan, where):
    desk = Desk(ansokan, change=without_mail)
    desk.edit(typed(MAIL, " zq@example.se" if where == "end" else "zq@example.se", where))
    desk.write("    email:\n", "    email: anna@regionjh.se\n")
    assert desk.generate().made[1] == 1
    assert "zq@example.se" in words(desk.root()) + words(desk.root(), "delText")
    assert "anna@regionjh.se" in words(desk.root())
    assert desk.final().errors


def test_a_prompt_that_nobody_has_touched_gives_way_to_the_value_of_the_data(ansokan):
    desk = Desk(ansokan, change=without_mail)
    desk.edit(put(NEED, "<w:tab/>"))
    assert desk.status()[0] == []
    assert desk.pull().taken == {}
    desk.write("    email:\n", "    email: anna@regionjh.se\n")
    assert desk.generate().made[1:] == (0, [])
    assert words(desk.field(MAIL)) == "anna@regionjh.se"


def test_blanks_typed_over_a_prompt_for_a_day_are_no_answer(ansokan):
    desk = Desk(ansokan, change=lambda text: text.replace("    date: 2024-11-13\n", "    date:\n", 1))
    desk.edit(typed("case.anchoring.date", " \u00a0", "over"), answered("case.anchoring.date"))
    assert desk.status()[0] == []
    assert desk.pull().taken == {}


# The same words in Word and in the data, without a pull

SAME = {
    "a value": (
        COSTS,
        typed(COSTS, " och mer "),
        "budgetram för verksamhetsområde Hållbar tillväxt",
        " och mer",
    ),
    "a text": (
        NEED,
        typed(NEED, " Och mer. "),
        "andra möjliga målsättningar för länets utveckling.",
        " Och mer.",
    ),
}


@pytest.mark.parametrize(("path", "edit", "old", "more"), SAME.values(), ids=SAME)
def test_what_is_written_in_word_and_in_the_data_alike_is_no_conflict(ansokan, path, edit, old, more):
    desk = Desk(ansokan)
    desk.edit(edit)
    desk.write(old, old + more)
    assert desk.status()[0] == []
    assert desk.generate().made[1:] == (0, [])
    assert words(desk.field(path)).strip().endswith(more)
    assert desk.status()[0] == []
    assert not desk.final().errors


def test_words_of_the_layout_beside_fields_are_one_edit(ansokan):
    desk = Desk(ansokan)

    def change(root):
        sentence = next(controls(root, "financing.contributions.0.amount")[0].iterancestors(f"{W}p"))
        say(next(each for each in sentence.findall(f"{W}r/{W}t")), "Ungefär ")

    desk.edit(change)
    assert desk.status() == ([], 1, 0)
    assert desk.pull().taken == {}
    assert desk.status() == ([], 1, 0)
    assert not desk.final().errors
