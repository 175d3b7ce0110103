"""A conflict that a person settles in Word takes the program's comment on it along; comments of people stay."""

import pytest
from edited import Desk, W, controls, say, typed, words, xml
from lxml import etree
from pulling import libreoffice
from settling import settle

NEED, COSTS = "case.need", "case.residual_costs"
BUDGET = "budgetram för verksamhetsområde Hållbar tillväxt"
FIELDS = {"a value": (COSTS, BUDGET), "a long text": (NEED, "idag endast")}
COMMENTS = "word/comments.xml"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def in_conflict(ansokan, path=COSTS, before=BUDGET):
    """A memo in which a field was changed by hand and in the data, and the conflict is shown."""
    desk = Desk(ansokan)

    def change(root):
        text = next(each for each in controls(root, path)[0].iter(f"{W}t") if before in each.text)
        say(text, text.text.replace(before, "hennes egna ord"))

    desk.edit(change)
    desk.write(before, "ett andra ord")
    assert desk.generate().made[1] == 1
    assert len(comments(desk)) == 1
    return desk


def comments(desk):
    """The texts of the comments, each with a reference in the text."""
    there = {each.get(f"{W}id") for each in desk.root().iter(f"{W}commentReference")}
    entries = desk.root(part=COMMENTS).iter(f"{W}comment")
    return [words(each) for each in entries if each.get(f"{W}id") in there]


def settled(*, accept):
    """Accept, or reject, all tracked changes."""

    def change(root):
        done = settle(root, accept=accept)
        root[:] = list(done)

    return change


def noted(text, author="Eva Ek"):
    """Somebody writes a comment on the same words, as Word writes a reply."""

    def entry(root):
        root.append(
            xml(
                f'<w:comment w:id="77" w:author="{author}"><w:p xmlns:w14="{W14}" w14:paraId="0000BBBB">'
                f"<w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
            )
        )

    return entry


def anchored(beside):
    """Hang the comment of `noted` where the program's hangs, or on the first words of the document."""

    def change(root):
        starts = list(root.iter(f"{W}commentRangeStart"))
        text = next(each for each in root.iter(f"{W}p") if each.find(f"{W}r/{W}t") is not None)
        first, last = text.find(f"{W}r"), text.find(f"{W}r")
        if beside:
            first = starts[0]
            (end,) = root.iter(f"{W}commentRangeEnd")
            last = end.getnext()
        first.addprevious(xml('<w:commentRangeStart w:id="77"/>'))
        last.addnext(xml('<w:r><w:commentReference w:id="77"/></w:r>'))
        last.addnext(xml('<w:commentRangeEnd w:id="77"/>'))

    return change


@pytest.mark.parametrize(("path", "before"), FIELDS.values(), ids=FIELDS)
@pytest.mark.parametrize("accept", [True, False], ids=["accepted", "rejected"])
def test_a_settled_conflict_takes_its_comment_along(ansokan, path, before, accept):
    desk = in_conflict(ansokan, path, before)
    assert desk.status()[2] == 1
    assert "comment-left" in desk.final().errors

    desk.edit(settled(accept=accept))

    waits = [] if accept else [path]
    assert desk.status() == (waits, 0, 0)
    told = desk.generate().told["documents"]
    assert [(each["state"], each["settled"], each["conflicts"]) for each in told] == [("kept", 1, 0)]
    assert comments(desk) == []
    assert desk.status() == (waits, 0, 0)
    after = desk.document.read_bytes()
    assert desk.generate().told["documents"][0]["settled"] == 0
    assert desk.document.read_bytes() == after
    assert desk.final().errors == (set() if accept else {"not-pulled", "not-final"})


@pytest.mark.parametrize("saved", ["resave", "wordonline", "onlyoffice", "mac"])
def test_it_goes_too_when_word_or_another_program_has_saved_the_document(ansokan, saved):
    desk = in_conflict(ansokan)
    desk.in_word(saved)
    assert desk.status()[2] == 1
    desk.generate()
    assert len(comments(desk)) == 1
    desk.edit(settled(accept=True))
    desk.in_word(saved)
    assert desk.generate().told["documents"][0]["settled"] == 1
    assert comments(desk) == []
    assert not desk.final().errors


@pytest.mark.office
@pytest.mark.parametrize(("path", "before"), FIELDS.values(), ids=FIELDS)
def test_a_conflict_whose_changes_libreoffice_has_destroyed_is_no_settled_one(
    ansokan, tmp_path, path, before
):
    desk = in_conflict(ansokan, path, before)
    (saved,) = libreoffice(tmp_path / "saved", desk.document)
    desk.document.write_bytes(saved.read_bytes())

    assert "hennes egna ordett andra ord" in words(desk.root())
    assert desk.status()[2] == 1
    desk.write("name: Sebastian Becker", "name: Någon Annan")
    for _ in range(2):  # the first gives the controls their tags back
        assert desk.generate().told["documents"][0]["settled"] == 0
        assert len(comments(desk)) == desk.status()[2] == 1
    assert "comment-left" in desk.final().errors


def test_a_final_is_not_refused_for_the_comment_of_a_settled_conflict(ansokan):
    desk = in_conflict(ansokan)
    desk.edit(settled(accept=True))
    before = desk.document.read_bytes()

    assert not desk.final().errors
    assert desk.document.read_bytes() == before  # the draft is as it was
    assert "ett andra ord" in words(desk.root(desk.sent))


def test_a_final_that_waits_for_a_pull_names_no_comment_of_a_settled_conflict(ansokan):
    desk = in_conflict(ansokan)
    desk.edit(settled(accept=False))
    assert desk.final().errors == {"not-pulled", "not-final"}


def test_of_two_conflicts_the_open_one_keeps_its_comment(ansokan):
    desk = Desk(ansokan)
    desk.edit(typed(COSTS, "hennes ", "start"), typed("case.officer.name", "hennes ", "start"))
    desk.write(BUDGET, "ett andra ord")
    desk.write("name: Sebastian Becker", "name: En annan")
    assert desk.generate().made[1] == 2

    def accept_one(root):
        (control, *_) = controls(root, COSTS)
        done = settle(control, accept=True)
        control[:] = list(done)

    desk.edit(accept_one)
    assert desk.status()[2] == 1
    assert desk.generate().told["documents"][0]["settled"] == 1
    (left,) = comments(desk)
    assert "Kostnader" not in left
    assert desk.status()[2] == 1
    assert {"comment-left", "tracked-change-left"} <= desk.final().errors


def test_half_a_conflict_is_no_settled_one(ansokan):
    desk = in_conflict(ansokan)

    def accept_the_insertion(root):
        for change in list(root.iter(f"{W}ins")):
            for each in list(change):
                change.addprevious(each)
            change.getparent().remove(change)

    desk.edit(accept_the_insertion)
    assert desk.status()[2] == 1
    desk.generate()
    assert len(comments(desk)) == 1


def test_a_comment_whose_range_a_program_has_dropped_goes_when_its_paragraph_is_settled(ansokan):
    desk = in_conflict(ansokan)

    def drop(root):
        for mark in [*root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")]:
            mark.getparent().remove(mark)

    desk.edit(drop)
    assert desk.status()[2] == 1
    desk.generate()
    assert len(comments(desk)) == 1
    desk.edit(settled(accept=True))
    assert desk.generate().told["documents"][0]["settled"] == 1
    assert comments(desk) == []


@pytest.mark.parametrize("accept", [True, False], ids=["accepted", "rejected"])
def test_a_comment_that_a_person_has_answered_stays(ansokan, accept):
    desk = in_conflict(ansokan)
    desk.edit(noted("Jag frågar Bo."), part=COMMENTS)
    desk.edit(anchored(beside=True), settled(accept=accept))

    assert desk.generate().told["documents"][0]["settled"] == 0
    assert len(comments(desk)) == 2
    assert desk.status()[2] == 0
    assert "comment-left" in desk.final().errors


def test_an_answer_that_word_notes_in_a_part_of_its_own_counts_wherever_it_hangs(ansokan):
    desk = in_conflict(ansokan)

    def named(root):
        (paragraph,) = root.iter(f"{W}p")
        paragraph.set(f"{{{W14}}}paraId", "0000AAAA")

    desk.edit(named, noted("Jag frågar Bo."), part=COMMENTS)
    desk.edit(anchored(beside=False), settled(accept=True))
    desk.in_word("comment")  # makes the parts beside

    def answer(root):
        root.append(
            etree.fromstring(
                '<w15:commentEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
                'w15:paraId="0000BBBB" w15:paraIdParent="0000AAAA" w15:done="0"/>'
            )
        )

    desk.edit(answer, part="word/commentsExtended.xml")
    assert desk.generate().told["documents"][0]["settled"] == 0
    assert len(comments(desk)) == 3


def test_a_comment_elsewhere_keeps_nothing(ansokan):
    desk = in_conflict(ansokan)
    desk.edit(noted("Stämmer det?"), part=COMMENTS)
    desk.edit(anchored(beside=False), settled(accept=True))

    assert desk.generate().told["documents"][0]["settled"] == 1
    assert comments(desk) == ["Stämmer det?"]


def test_a_comment_that_a_person_has_written_in_stays(ansokan):
    desk = in_conflict(ansokan)

    def write(root):
        (text,) = root.iter(f"{W}t")
        say(text, f"{text.text} Fråga Bo.")

    desk.edit(write, part=COMMENTS)
    desk.edit(settled(accept=True))
    assert desk.generate().told["documents"][0]["settled"] == 0
    assert len(comments(desk)) == 1


def test_a_comment_of_a_person_who_settles_nothing_stays(ansokan):
    desk = Desk(ansokan)
    desk.in_word("comment")
    desk.generate()
    assert comments(desk) == ["Stämmer det här?"]


def test_what_word_keeps_of_a_comment_beside_it_goes_too(ansokan):
    desk = in_conflict(ansokan)

    def named(root):
        for paragraph in root.iter(f"{W}p"):
            paragraph.set(f"{{{W14}}}paraId", "4A1B2C3D")

    desk.edit(settled(accept=True))
    desk.in_word("comment")
    desk.edit(lambda root: named(root[0]), part=COMMENTS)  # wordlike's parts beside are about this one now
    desk.edit(lambda root: root[1][0].set(f"{{{W14}}}paraId", "0000CCCC"), part=COMMENTS)

    assert desk.generate().told["documents"][0]["settled"] == 1
    assert comments(desk) == ["Stämmer det här?"]
    for part in ("commentsExtended", "commentsIds", "commentsExtensible"):
        assert len(desk.root(part=f"word/{part}.xml")) == 0


def test_an_officer_is_told_that_comments_are_taken_out(ansokan):
    desk = in_conflict(ansokan)
    desk.edit(settled(accept=True))
    said = ansokan(f"generate --document {desk.name}").said
    assert (
        f"edited in Word, nothing to bring in: {desk.document} "
        "(the comment on 1 settled conflict goes)" in said
    )
    assert "settled" not in ansokan(f"generate --document {desk.name}").said
