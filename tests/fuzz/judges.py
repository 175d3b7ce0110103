"""Judges of a merge that ask nothing of the program: lxml reads the files, and mammoth, another reader of Word files."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

import mammoth
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DELETED = {f"{_W}del", f"{_W}moveFrom"}
_CHANGED = [f"{_W}ins", f"{_W}del", f"{_W}pPrChange"]
_WORD = re.compile(r"‹[^›]*›|\w+|[^\w\s]")
_KNOWN = 0.7
_HAND = re.compile(r"hand\d+x")


class Told(NamedTuple):
    """A paragraph: its words with tracked changes accepted, those deleted, and whether the program shows a change,
    and whether it stands outside tables.

    In `words` a value is its title, which no edit changes; `text` is all that stands there.
    """

    number: str | None
    text: str
    words: list[str]
    deleted: list[str]
    shown: bool
    outside: bool


def main(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def heard(data):
    """Return what mammoth reads: the text of the body, insertions and no deletions."""
    return mammoth.extract_raw_text(io.BytesIO(data)).value


def paragraphs(data):
    """Return the paragraphs of the body. Their number (w:rsidR) no hand and no merge changes."""
    return [_told(paragraph) for paragraph in main(data).iter(f"{_W}p")]


def _told(paragraph):
    words, deleted = "", ""
    for element in paragraph.iter(f"{_W}t", f"{_W}delText", f"{_W}sdt"):
        above = {each.tag for each in element.iterancestors()}
        if element.tag == f"{_W}sdt":
            words += f" ‹{_value(element)}› "  # a value is judged by itself
        elif _DELETED & above:
            deleted += element.text or ""
        elif not any(
            each.tag == f"{_W}sdt" and paragraph in each.iterancestors() for each in element.iterancestors()
        ):
            words += element.text or ""
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    shown = any(change.get(f"{_W}author") == "ansokan" for change in paragraph.iter(*_CHANGED)) or (
        row is not None and row.find(f"{_W}trPr/{_W}ins") is not None
    )
    text = "".join(each.text or "" for each in paragraph.iter(f"{_W}t"))
    return Told(
        paragraph.get(f"{_W}rsidR"), text, _WORD.findall(words), _WORD.findall(deleted), shown, row is None
    )


def silent(base, mine, fresh, result):
    """Yield what a hand and the data have both changed, each its own way, and the result shows nowhere.

    That is a stretch of a paragraph between the same two words, of which no word is left on either side. A paragraph
    is known again when most of its words are left on both sides, or when it alone changed between the same two.
    """
    files = [paragraphs(each) for each in (base, mine, fresh)]
    before, ours, theirs = map(_once, files)
    now = paragraphs(result.document)
    for number in before.keys() & ours.keys() & theirs.keys():
        b, m, f = (side[number] for side in (before, ours, theirs))
        if min(_shared(b, m), _shared(b, f)) < _KNOWN and not _alone(number, files):
            continue
        for was, has, gets in _meetings(b, m, f):
            if has and all(word.endswith("?›") for word in has):
                continue  # a hand has copied what only invites to write, or has emptied the copy
            typed = {*has, *gets} - set(was)
            shown = any(
                each.shown and (each.number == number or typed & {*each.words, *each.deleted}) for each in now
            )
            if not shown:
                yield f"{was} | {has} | {gets} in {b} -> {[t for t in now if typed & set(t.words)]}"


def _shared(one, other):
    return 2 * (Counter(one) & Counter(other)).total() / max(len(one) + len(other), 1)


def _alone(number, files):
    """Say whether a paragraph stands between the same two in all three files, and these say the same in all.

    Two that can be told apart: an empty paragraph, or a cell, may be any.
    """
    around = []
    for found in files:
        at = next(n for n, each in enumerate(found) if each.number == number)
        near = found[max(at - 1, 0) : at + 2]
        if len(near) < 3 or not all(each.number and each.outside for each in near):
            return False
        around.append([(each.number, each.text) for each in near if each.number != number])
    return around[0] == around[1] == around[2]


def _value(control):
    """Return the name of the value in a control, and ? while it invites to write or is empty."""
    properties = control.find(f"{_W}sdtPr")
    invites = properties.find(f"{_W}showingPlcHdr") is not None or not "".join(control.itertext()).strip()
    return properties.find(f"{_W}alias").get(f"{_W}val") + "?" * invites


def _once(found):
    """Return the words of the paragraphs whose number stands once."""
    counts = Counter(each.number for each in found)
    return {each.number: each.words for each in found if each.number and counts[each.number] == 1}


def _meetings(b, m, f):
    """Yield (base, mine, fresh) of each stretch that both changed, and not to the same."""
    sides = [["<", *side, ">"] for side in (b, m, f)]
    once = [{word for word, count in Counter(side).items() if count == 1} for side in sides]
    common = once[0] & once[1] & once[2]
    firm = [word for word in sides[0] if word in common]
    if any([word for word in side if word in common] != firm for side in sides[1:]):
        return  # a hand or the data has turned words round
    for left, right in pairwise(firm):
        was, has, gets = (side[side.index(left) + 1 : side.index(right)] for side in sides)
        if was not in (has, gets) and has != gets and not set(was) & {*has, *gets}:
            yield was, has, gets


def unheard(mine, result):
    """Return the typed words that mammoth reads in a person's file and not in the result, nor stand deleted there."""
    deleted = " ".join(text.text or "" for text in main(result.document).iter(f"{_W}delText"))
    reading = f"{heard(result.document)} {deleted}"
    return set(_HAND.findall(heard(mine))) - set(_HAND.findall(reading))


def unspoken(base, mine, fresh, result):
    """Yield the values of the data that a hand and the data have both changed, each its own way, without a word of it.

    A value here is no item of a list, so that its number is the same in all three versions, and no emptied one.
    """
    before, ours, theirs = (_values(each) for each in (base, mine, fresh))
    spoken = {note.path for note in result.notes}
    kept = any(note.code == "kept" for note in result.notes)
    shown = {
        word
        for each in paragraphs(result.document)
        if each.shown
        for word in _HAND.findall(f"{each.text} {' '.join(each.deleted)}")
    }
    for key in before.keys() & ours.keys() & theirs.keys():
        b, m, f = before[key], ours[key], theirs[key]
        if (
            m
            and b not in (m, f)
            and m != f
            and key[0] not in spoken
            and not kept
            and not shown & set(_HAND.findall(m))
        ):
            yield f"{key[0]}: {b!r} | {m!r} | {f!r}"


def _values(data):
    """Return what stands in the controls of a text, by path and number; nothing while one invites to write."""
    found = {}
    for control in main(data).iter(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        if tag is not None and re.fullmatch(r"project\.v\d+", tag.get(f"{_W}val")):
            invites = control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
            text = "".join(t.text or "" for t in control.iter(f"{_W}t"))
            found[tag.get(f"{_W}val"), control.find(f"{_W}sdtPr/{_W}id").get(f"{_W}val")] = (
                "" if invites else text
            )
    return found
