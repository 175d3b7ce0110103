"""Status, generate, pull and a final agree on which fields wait: the same set of paths, whatever is typed.

The edits are made in the XML as an editor leaves them, by lxml alone; nothing of the program says where a field is.
"""

import random
import re
import shutil
from collections import Counter
from copy import deepcopy
from pathlib import Path

import pytest
from edited import W, asked, rezipped, say
from lxml import etree

ROOT = Path(__file__).parents[2]

DOCUMENTS = [
    ("strategisk-planering", "beslut"),
    ("strategisk-planering", "tillvaxtverket"),
    ("lokal-mat", "anslag11"),
    ("lokal-mat", "eruf"),
]
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 5))]


def controls(root):
    """The fields of a document that hold something: path, element."""
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        showing = control.find(f"{W}sdtPr/{W}showingPlcHdr")
        if tag is not None and showing is None and next(control.iter(f"{W}t"), None) is not None:
            yield tag.get(f"{W}val"), control


def word_at_the_end(control, draw):
    last = list(control.iter(f"{W}t"))[-1]
    say(last, (last.text or "") + draw.choice([" och mer", " ny", "x", " 5"]))


def blank_at_an_edge(control, draw):
    texts = list(control.iter(f"{W}t"))
    blank = draw.choice([" ", "\u00a0", "  ", " \u00a0"])
    if draw.random() < 0.5:
        say(texts[0], blank + (texts[0].text or ""))
    else:
        say(texts[-1], (texts[-1].text or "") + blank)


def other_words(control, draw):
    texts = list(control.iter(f"{W}t"))
    say(
        texts[0],
        draw.choice(
            ["300 tkr", "300 000 kr", "den 30 maj 2025", "2025-05-30", "Ja", "nej", "Något annat", "12 %"]
        ),
    )
    for text in texts[1:]:
        say(text, "")


def emptied(control, _draw):
    for text in control.iter(f"{W}t"):
        say(text, "")


def underlined(control, _draw):
    run = next(control.iter(f"{W}r"))
    look = run.find(f"{W}rPr")
    if look is None:
        look = etree.Element(f"{W}rPr")
        run.insert(0, look)
    if look.find(f"{W}u") is None:
        etree.SubElement(look, f"{W}u", {f"{W}val": "single"})


def tab_at_the_end(control, _draw):
    etree.SubElement(list(control.iter(f"{W}r"))[-1], f"{W}tab")


def empty_paragraph(control, draw):
    paragraphs = control.findall(f"{W}sdtContent/{W}p")
    if paragraphs:
        new = etree.Element(f"{W}p")
        paragraphs[-1].addnext(new) if draw.random() < 0.5 else paragraphs[0].addprevious(new)


def paragraph_with_an_indent(control, draw):
    paragraphs = control.findall(f"{W}sdtContent/{W}p")
    if paragraphs:
        new = etree.Element(f"{W}p")
        run = etree.SubElement(new, f"{W}r")
        if draw.random() < 0.5:
            etree.SubElement(run, f"{W}tab")
        say(etree.SubElement(run, f"{W}t"), draw.choice(["Ett nytt stycke", "    indraget för hand", "  "]))
        paragraphs[-1].addnext(new)


def soft_break(control, _draw):
    run = list(control.iter(f"{W}r"))[-1]
    etree.SubElement(run, f"{W}br")
    say(etree.SubElement(run, f"{W}t"), "efter brytningen")


EDITS = [
    word_at_the_end, word_at_the_end, blank_at_an_edge, other_words, emptied, underlined, tab_at_the_end,
    empty_paragraph, paragraph_with_an_indent, soft_break,
]  # fmt: skip


def edit(path, draw, count):
    def change(root):
        for _path, control in draw.sample(list(controls(root)), count):
            draw.choice(EDITS)(control, draw)

    rezipped(path, change)


def rows_of_items(root):
    """The rows that show one item of a list each, by the path of the item."""
    found = {}
    for row in root.iter(f"{W}tr"):
        items = {path.rpartition(".")[0] for path, _control in controls(row)}
        (item,) = items if len(items) == 1 else ("",)
        if item.rpartition(".")[2].isdigit():
            found.setdefault(item, row)
    return found


def copied(row):
    new = deepcopy(row)
    row.addnext(new)
    return new


def copied_and_typed_over(row, draw):
    new = copied(row)
    control = max(
        (control for _path, control in controls(new)), key=lambda each: len("".join(each.itertext()))
    )
    texts = list(control.iter(f"{W}t"))
    say(texts[0], draw.choice(["Något nytt", "Något annat", "Frost"]))
    for text in texts[1:]:
        say(text, "")


def copied_twice_and_typed_over(row, draw):
    copied_and_typed_over(row, draw)
    copied_and_typed_over(row, draw)


def copied_and_both_typed_over(row, draw):
    copied_and_typed_over(row, draw)
    word_at_the_end(next(control for _path, control in controls(row)), draw)


def only_copied(row, _draw):
    copied(row)


def deleted(row, _draw):
    row.getparent().remove(row)


def typed_below(row, draw):
    new = copied(row)
    for control in list(new.iter(f"{W}sdt")):
        control.getparent().remove(control)
    for text in new.iter(f"{W}t"):
        say(text, "")
    for cell in new.iter(f"{W}tc"):
        run = etree.SubElement(cell.find(f"{W}p"), f"{W}r")
        say(etree.SubElement(run, f"{W}t"), draw.choice(["Något", "5", "2025-05-30"]))


ROWS = [
    copied_and_typed_over, copied_and_typed_over, copied_twice_and_typed_over, copied_and_both_typed_over, only_copied,
    deleted, typed_below,
]  # fmt: skip


def edit_rows(path, draw, count):
    def change(root):
        for row in draw.sample(list(rows_of_items(root).values()), count):
            draw.choice(ROWS)(row, draw)

    rezipped(path, change)


def paths(problems):
    return {problem["path"] for problem in problems if problem["level"] == "error" and problem["path"]}


def waits_by_status(ansokan, document):
    (found,) = [each for each in asked(ansokan, "status")["documents"] if each["document"] == str(document)]
    return {each["path"] for each in found["pending"]}


def waits_by_pull(ansokan, document, how=""):
    done = asked(ansokan, f"pull {document} {how}")
    return {each["path"] for each in done["taken"]} | paths(done["problems"])


def waits_by_generate(ansokan, document):
    (made,) = asked(ansokan, f"generate --document {document.stem}")["documents"]
    return {each["path"] for each in made["pending"]}


def waits_by_final(ansokan, document):
    done = asked(ansokan, f"generate --final --document {document.stem}")
    codes = {"not-pulled", "pull-copied", "pull-typed-row"}
    return {problem["path"] for problem in done["problems"] if problem["code"] in codes}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("project", "name"), DOCUMENTS, ids=[name for _, name in DOCUMENTS])
def test_of_500_edits_all_doors_say_the_same_wait(ansokan, tmp_path, project, name, seed):
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data" / f"{project}.yaml", tmp_path / "data")
    ansokan("generate")
    document = Path("output", project, f"{name}.docx")
    draw = random.Random(f"{project} {name} {seed}")
    edit(document, draw, 26)

    waiting = waits_by_status(ansokan, document)
    assert waits_by_pull(ansokan, document, "--dry-run") == waiting
    assert waits_by_final(ansokan, document) == waiting
    assert waits_by_generate(ansokan, document) == waiting
    assert waits_by_pull(ansokan, document) == waiting
    left = waits_by_status(ansokan, document)
    assert left <= waiting
    assert waits_by_pull(ansokan, document, "--dry-run") == left  # what cannot be taken is refused again
    assert waits_by_generate(ansokan, document) == left


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("project", "name"), DOCUMENTS[1:], ids=[name for _, name in DOCUMENTS[1:]])
def test_of_rows_copied_typed_and_deleted_all_doors_say_the_same_wait(ansokan, tmp_path, project, name, seed):
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data" / f"{project}.yaml", tmp_path / "data")
    ansokan("generate")
    document = Path("output", project, f"{name}.docx")
    draw = random.Random(f"{project} {name} {seed} rows")
    edit_rows(document, draw, 5)

    waiting = by_item(waits_by_status(ansokan, document))
    assert waiting
    assert by_item(waits_by_pull(ansokan, document, "--dry-run")) == waiting
    assert by_item(waits_by_final(ansokan, document)) == waiting
    assert by_item(waits_by_generate(ansokan, document)) == waiting
    done = asked(ansokan, f"pull {document}")
    left = paths(done["problems"])
    assert by_item({each["path"] for each in done["taken"]} | left) == waiting
    generated = by_item(waits_by_generate(ansokan, document))
    assert generated == by_item(left)
    assert by_item(waits_by_status(ansokan, document)) == generated
    assert by_item(waits_by_pull(ansokan, document, "--dry-run")) == generated  # it is refused again


def by_item(found):
    """How many items of each list: of fields that were copied, status names each, pull the item."""
    items = {re.sub(r"(\.\d+)\.[a-z_]+$", r"\1", path) for path in found}
    return Counter(re.sub(r"\d+", "#", item) for item in items)
