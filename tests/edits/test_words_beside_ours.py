"""Words typed in, before or after what the program has set: marks of a draft, shown conflicts."""

import pytest
from edited import Desk, W, controls, run, say, typed, words

NEED, COSTS = "case.need", "case.residual_costs"


# Marks of a draft


def beside(element, where, text):
    """Type before or after a run, inside it or in a run of its own."""
    own = run(text)
    if where == "in its run, after":
        say(element, element.text + text)
    elif where == "in its run, before":
        say(element, text + element.text)
    elif where == "after":
        element.getparent().addnext(own)
    else:
        element.getparent().addprevious(own)


PLACES = ["in its run, after", "in its run, before", "after", "before"]
TYPED = ["ZZ", " ZZ "]
HEADERS = ["word/header1.xml", "word/header2.xml"]


@pytest.mark.parametrize("text", TYPED, ids=["glued", "apart"])
@pytest.mark.parametrize("where", PLACES)
def test_words_beside_the_mark_of_a_draft_are_in_the_final_and_the_mark_is_not(ansokan, where, text):
    desk = Desk(ansokan)

    def change(root):
        (mark,) = [each for each in root.iter(f"{W}t") if (each.text or "").startswith("Utkast")]
        beside(mark, where, text)

    for header in HEADERS:
        desk.edit(change, part=header)
    assert desk.status()[0] == []
    assert desk.pull().taken == {}
    assert desk.generate().made[1:] == (0, [])
    assert not desk.final().errors
    for header in HEADERS:
        sent = words(desk.root(desk.sent, header))
        assert "ZZ" in sent
        assert "Utkast" not in sent


def test_a_mark_of_a_draft_that_a_hand_has_written_on_leaves_its_words_in_the_final(ansokan):
    desk = Desk(ansokan)

    def change(root):
        for each in root.iter(f"{W}t"):
            if (each.text or "").startswith("Utkast"):
                say(each, each.text.replace("Utkast", "Utkast 2"))

    desk.edit(change, part="word/header1.xml")
    assert not desk.final().errors
    sent = words(desk.root(desk.sent, "word/header1.xml"))
    assert "2" in sent.partition("Dnr")[0]
    assert "Utkast" not in sent


def test_a_paragraph_deleted_by_hand_of_which_a_final_has_fewer_words_stays_deleted(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    assert not desk.final().errors
    assert "Juridisk form" in [words(each) for each in desk.root(desk.sent).iter(f"{W}p")]

    def change(root):
        (label,) = [each for each in root.iter(f"{W}p") if words(each) == "† Juridisk form"]
        label.getparent().remove(label)

    desk.edit(change)
    assert not desk.final().errors
    assert "Juridisk form" not in [words(each) for each in desk.root(desk.sent).iter(f"{W}p")]


def proposed_marks(root):
    return (each for each in root.iter(f"{W}r") if words(each).startswith("†"))


@pytest.mark.parametrize("text", TYPED, ids=["glued", "apart"])
def test_words_beside_the_mark_of_a_proposed_question_are_in_the_final_and_the_mark_is_not(ansokan, text):
    desk = Desk(ansokan, "tillvaxtverket")
    marks = list(proposed_marks(desk.root()))
    assert len(marks) > 20

    def change(root):
        for n, each in enumerate(list(proposed_marks(root))[::2]):
            beside(each.find(f"{W}t"), PLACES[n % len(PLACES)], text)

    desk.edit(change)
    assert desk.status()[0] == []
    assert desk.pull().taken == {}
    assert desk.generate().made[1:] == (0, [])
    assert not desk.final().errors
    sent = desk.root(desk.sent)
    assert words(sent).count("ZZ") == len(marks[::2])
    assert "†" not in words(sent)


# Words typed in a shown conflict


def in_ours(how):
    """Type in the first insertion that the program has made, or right beside it."""

    def change(root):
        ours = next(each for each in root.iter(f"{W}ins") if each.find(f"{W}r") is not None)
        assert ours.get(f"{W}author") == "ansokan"
        inserted = ours.find(f"{W}r")
        text = inserted.find(f"{W}t")
        if how == "added":
            say(text, text.text + " ZZSKRIVET")
        elif how == "replaced":
            say(text, "ZZSKRIVET")
        elif how == "in the middle":
            say(text, f"{text.text[:5]} ZZSKRIVET {text.text[5:]}")
        elif how == "a run in it":
            inserted.addnext(run(" ZZSKRIVET"))
        else:
            ours.addnext(run(" ZZSKRIVET"))

    return change


def replaced(path, old, new):
    def change(root):
        (text,) = [each for each in controls(root, path)[0].iter(f"{W}t") if old in (each.text or "")]
        say(text, text.text.replace(old, new))

    return change


CONFLICTS = {
    "a value": (
        COSTS,
        typed(COSTS, "hennes egen ram", "over"),
        "budgetram för verksamhetsområde Hållbar tillväxt",
    ),
    "a long text": (NEED, replaced(NEED, "idag endast", "för hand"), "idag endast"),
}


@pytest.mark.parametrize("how", ["added", "replaced", "in the middle", "a run in it", "beside"])
@pytest.mark.parametrize(("path", "edit", "before"), CONFLICTS.values(), ids=CONFLICTS)
def test_words_typed_in_a_shown_conflict_are_kept_when_the_data_changes_again(
    ansokan, path, edit, before, how
):
    desk = Desk(ansokan)
    desk.edit(edit)
    desk.write(before, "ett andra ord")
    assert desk.generate().made[1] == 1
    desk.edit(in_ours(how))
    assert desk.status()[0] == [path]
    desk.write("ett andra ord", "ett tredje ord")
    for _ in range(2):
        desk.generate()
        assert "ZZSKRIVET" in words(desk.root()) + words(desk.root(), "delText")
    assert desk.final().errors & {"tracked-change-left", "conflict-left"}
    assert not desk.sent.exists()


def test_words_typed_in_a_shown_conflict_after_a_pull_are_kept(ansokan):
    desk = Desk(ansokan)
    desk.edit(typed(COSTS, "hennes egen ram", "over"))
    desk.write("budgetram för verksamhetsområde Hållbar tillväxt", "ett andra ord")
    desk.generate()
    desk.edit(in_ours("added"))
    desk.pull()
    desk.edit(replaced(COSTS, "ZZSKRIVET", "ZZSKRIVET igen"))
    desk.generate()
    assert "ZZSKRIVET igen" in words(desk.root()) + words(desk.root(), "delText")
