"""The story of three reviewers and a changed budget, as an officer runs it from the command line."""

import zipfile
from pathlib import Path

from changes import change
from edited import W, asked, edit, rezipped
from mailed import comments, deleted, kept, proposals, proposes, saved_by, says, with_comments
from settling import settle

FOLDER = Path("output/projekt")
MEMO = FOLDER / "beslut.docx"
BUDGET = [
    ("amount: 10 000\n  flat_rates", "amount: 30 000\n  flat_rates"),
    ("amount: 300 000\n", "amount: 310 000\n"),
    ("amount: 300 000   #", "amount: 310 000   #"),
]


def sent(name, author, *changes):
    """A copy of the memo, as somebody sends it back."""
    path = Path("post", f"{name}.docx")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(MEMO.read_bytes())
    for each in changes:
        edit(path, each) if isinstance(each, tuple) else rezipped(path, each)
    saved_by(path, author)
    return path


def all_accepted(path):
    """In Word: Review, Accept All, and Delete All Comments."""

    def change(root):
        settled = settle(root, accept=True)
        for mark in list(
            settled.iter(*(f"{W}comment{end}" for end in ("RangeStart", "RangeEnd", "Reference")))
        ):
            mark.getparent().remove(mark)
        root[:] = settled[:]

    rezipped(path, change)


def everything(path):
    """All words of a Word file, deleted ones and comments too."""
    with zipfile.ZipFile(path) as package:
        return " ".join(
            package.read(name).decode()
            for name in package.namelist()
            if name.startswith("word/") and ".xml" in name
        )


def plain(path):
    """What the document says, deleted words too, with ordinary blanks."""
    return (kept(path) + deleted(path)).replace("\xa0", " ")


def reviewed():
    """Three copies come back: two change the same sentence, one proposes and comments."""
    sent(
        "maria",
        "Maria Svensson",
        ("har en budget om", "leds av en styrgrupp och har en budget om"),
        ("budgetram för verksamhetsområde", "budget för verksamhetsområde"),
    )
    bo = sent(
        "bo",
        "Bo Ek",
        proposes("endast med vissa separata delar", "bara med separata delar", author="Bo Ek"),
        proposes("Beslutet anmäls", "Beslutet delges", author="Bo Ek"),
        says("togs upp i", "Var nämnden enig?"),
    )
    with_comments(bo, (3, "Bo Ek", "Var nämnden enig?"))
    sent("eva", "Eva Lund", ("har en budget om", "får kosta"))


def test_three_reviewers_and_a_changed_budget(ansokan, project):
    ansokan("generate")
    reviewed()
    change(project, *BUDGET)
    assert ansokan("generate").code == 0

    told = asked(ansokan, "merge post/maria.docx post/bo.docx post/eva.docx")

    assert told["written"] == [MEMO.as_posix()]
    assert [(len(each["changes"]), each["conflicts"]) for each in told["copies"]] == [(2, 0), (3, 0), (1, 1)]
    said = plain(MEMO)
    for each in ("leds av en styrgrupp", "får kosta", "budget för verksamhetsområde", "620 000", "310 000"):
        assert each in said
    assert {author for author, _kind, _words in proposals(MEMO)} == {"Bo Ek"}
    conflict, comment = comments(MEMO)
    assert (conflict[0], "eva.docx (Eva Lund)" in conflict[1]) == ("ansokan", True)
    assert comment == ("Bo Ek", "Var nämnden enig?", "togs upp i")

    pulled = asked(ansokan, f"pull {MEMO}")
    assert [each["path"] for each in pulled["taken"]] == ["case.residual_costs"]
    assert [(each["code"], each["path"]) for each in pulled["problems"]] == [("pull-proposed", "case.need")]
    assert ansokan("generate").code == 0
    assert plain(MEMO) == said

    refused = ansokan("generate --final").said
    assert ("[tracked-change-left]" in refused, "[comment-left]" in refused) == (True, True)
    assert not (FOLDER / "slutlig").exists()


def test_when_all_is_settled_the_finals_say_what_was_decided_and_agree(ansokan, project):
    ansokan("generate")
    reviewed()
    change(project, *BUDGET)
    ansokan("generate")
    ansokan("merge post/maria.docx post/bo.docx post/eva.docx")
    all_accepted(MEMO)
    assert "[not-pulled]" in ansokan("generate --final").said

    pulled = asked(ansokan, f"pull {MEMO}")
    assert {each["path"] for each in pulled["taken"]} == {"case.residual_costs", "case.need"}
    assert ansokan("generate").code == 0
    done = ansokan("generate --final")
    assert done.code == 0, done.said

    final = plain(FOLDER / "slutlig" / "beslut-RUN-479-2024.docx")
    for each in (
        "får kosta 620 000 kronor. 310 000 kronor kan fås",
        "budget för verksamhetsområde",
        "arbetar idag bara med separata delar",
        "Beslutet delges",
    ):
        assert each in final
    for name in ("anslag11", "tillvaxtverket"):
        assert "310 000" in plain(FOLDER / "slutlig" / f"ansokan-{name}-RUN-479-2024.docx")
    data = project.read_text("utf-8")
    assert ("bara med separata delar" in data, "budget för verksamhetsområde" in data) == (True, True)
    assert "ansokan" not in everything(FOLDER / "slutlig" / "beslut-RUN-479-2024.docx")
