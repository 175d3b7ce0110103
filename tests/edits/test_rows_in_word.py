"""Rows, paragraphs and items that are copied, emptied or joined in Word: what pull cannot take is shown."""

from copy import deepcopy

import pytest
from edited import Desk, W, controls, say, typed, words

GOAL, ACTIVITY, ATTACHMENT = "project.goals.0.goal", "project.activities.0", "case.attachments.0.title"


def copied(path, over=None, *, original=None, holder="p", also=()):
    """The paragraph or row of a field, copied and put below; then the copy or the original is typed over.

    `also`: other fields of the copy, with what is typed over them.
    """

    def change(root):
        row = next(controls(root, path)[0].iterancestors(W + holder))
        new = deepcopy(row)
        row.addnext(new)
        for element, where, text in [
            (new, path, over),
            (row, path, original),
            *((new, *each) for each in also),
        ]:
            if text is not None:
                (control,) = controls(element, where)
                for n, each in enumerate(control.iter(f"{W}t")):
                    say(each, text if n == 0 else "")

    return change


NAME = f"{ACTIVITY}.name"
OLD = {
    NAME: "Projektledning och kommunikation",
    GOAL: "Regionen har en samlad bild",
    ATTACHMENT: "Projektinitiativ",
}
COPIES = {
    "a row": (
        "tillvaxtverket", NAME, copied(NAME, "Min nya", original="Min andra", holder="tr"), ["Min nya", "Min andra"],
    ),
    "a paragraph": (
        "beslut", ATTACHMENT, copied(ATTACHMENT, "Min bilaga", original="Min andra"), ["Min bilaga", "Min andra"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "path", "edit", "new"), COPIES.values(), ids=COPIES)
def test_of_a_copy_and_an_original_that_are_both_typed_over_nothing_is_taken_and_both_are_shown(
    ansokan, name, path, edit, new
):
    desk = Desk(ansokan, name)
    data = desk.data.read_bytes()
    desk.edit(edit)
    assert set(desk.status()[0]) == {path}
    pulled = desk.pull()
    assert pulled.taken == {}
    assert [code for code, _ in pulled.about] == ["pull-copied"]
    assert all(text in pulled.message("pull-copied") for text in [*new, OLD[path]])
    assert desk.data.read_bytes() == data
    desk.generate()
    assert all(text in words(desk.root()) for text in new)
    assert "pull-copied" in desk.final().errors
    assert not desk.sent.exists()
    assert desk.data.read_bytes() == data


def test_what_else_is_edited_is_taken_beside_a_copy(ansokan):
    desk = Desk(ansokan)
    desk.edit(
        copied(ATTACHMENT, "Min bilaga", original="Min andra"), typed("case.residual_costs", " och mer")
    )
    pulled = desk.pull()
    assert set(pulled.taken) == {"case.residual_costs"}
    assert pulled.codes == {"pull-copied"}


def test_a_copied_activity_with_two_fields_typed_over_is_one_message(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    data = desk.data.read_bytes()
    also = [(f"{ACTIVITY}.responsible", "Min nya ansvariga")]
    desk.edit(copied(NAME, "Min nya", original="Min andra", holder="tr", also=also))
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-copied", ACTIVITY)])
    shown = ["Min nya”", "Min nya ansvariga", OLD[NAME], "Projektledaren"]
    assert all(text in pulled.message("pull-copied") for text in shown)
    assert desk.data.read_bytes() == data
    assert "pull-copied" in desk.final().errors


@pytest.mark.parametrize(
    ("name", "path", "holder"), [("tillvaxtverket", NAME, "tr"), ("beslut", ATTACHMENT, "p")]
)
def test_a_copy_that_nobody_has_written_over_waits_for_that(ansokan, name, path, holder):
    desk = Desk(ansokan, name)
    data = desk.data.read_bytes()
    desk.edit(copied(path, holder=holder))
    item = path.rpartition(".")[0]
    assert desk.status() == ([item], 0, 0)
    pulled = desk.pull()
    assert (pulled.taken, pulled.about) == ({}, [("pull-copied", item)])
    assert OLD[path][:20] in pulled.message("pull-copied")
    assert desk.generate().made[1:] == (0, [item])
    assert len(controls(desk.root(), path)) == 2
    assert desk.data.read_bytes() == data
    assert desk.final().about == [("pull-copied", item)]


FURTHER = "  further_decisions:\n    - Att vänta med nästa steg.\n    - Att anmäla beslutet.\n  delegation:\n"
ITEMS = {
    "an attachment": (
        "tillvaxtverket", "tillvaxtverket.attachments.1", "    - Underlag som styrker firmateckningsrätten\n",
    ),
    "a further decision": ("beslut", "case.further_decisions.1", "    - Att anmäla beslutet.\n"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "path", "line"), ITEMS.values(), ids=ITEMS)
def test_of_an_emptied_item_pull_names_the_line_to_take_away_and_takes_the_rest(ansokan, name, path, line):
    desk = Desk(ansokan, name, lambda data: data.replace("  delegation:\n", FURTHER))
    text = line.strip(" -\n")
    desk.edit(typed(path, "", "over"), typed("case.number", "RUN/480/2024", "over"))
    assert set(desk.status()[0]) == {path, "case.number"}
    pulled = desk.pull()
    assert pulled.taken == {"case.number": "RUN/480/2024"}
    assert pulled.about == [("pull-emptied-item", path)]
    lines = desk.data.read_text("utf-8").splitlines(keepends=True)
    assert f"line {lines.index(line) + 1} " in pulled.message("pull-emptied-item")
    assert text in pulled.message("pull-emptied-item")
    assert "not-pulled" in desk.final().errors

    desk.write(line, "")
    assert desk.generate().made[1] == 0
    assert desk.status()[0] == []
    assert desk.pull().about == []
    assert not desk.final().errors
    sent = desk.sent.with_name(desk.sent.name.replace("479", "480"))
    assert not any(words(each) == text for each in desk.root(sent).iter(f"{W}p"))


def test_the_only_item_emptied_and_its_line_taken_away_is_no_conflict(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(typed("project.counties.0", "", "over"))
    assert desk.pull().about == [("pull-emptied-item", "project.counties.0")]
    desk.write("    - Jämtlands län\n", "")
    assert desk.generate().made[1] == 0


def joined(path):
    """Backspace at the start of the second paragraph of a field."""

    def change(root):
        first, second = controls(root, path)[0].findall(f"{W}sdtContent/{W}p")[:2]
        first.extend(second.findall(f"{W}r"))
        second.getparent().remove(second)

    return change


def test_two_paragraphs_joined_in_a_long_text_are_one_edit(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(joined("project.background"))
    assert desk.status() == (["project.background"], 0, 0)
    assert set(desk.pull().taken) == {"project.background"}
    assert desk.generate().made[1:] == (0, [])
    assert desk.status() == ([], 0, 0)
    assert not desk.final().errors


@pytest.mark.parametrize("deed", ["enter-middle", "bullets", "enter-end", "list-enter"])
def test_an_edit_of_a_long_text_counts_once(ansokan, deed):
    desk = Desk(ansokan, "tillvaxtverket")
    (done,) = desk.in_word(deed)
    assert desk.status() == ([done["path"]], 0, 0)
    pulled = desk.pull()
    assert (set(pulled.taken), pulled.about) == ({done["path"]}, [])
    assert desk.generate().made[1:] == (0, [])
    assert desk.status()[0] == []
    assert not desk.final().errors
