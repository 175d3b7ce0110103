"""The laws of documents in whose fields nobody has written: they are saved, generated again, made final, and pulled from."""

from __future__ import annotations

import sys
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).parent / "tools"))
from foreign_eye import difference, see

from generator.grant import project
from generator.grant.yaml import document as datafile
from generator.pull import origin, pull
from generator.run.generate import Options, generate
from generator.run.status import status
from generator.system.files import read
from generator.system.output_folders import BASES
from generator.system.pulled_texts import recall_all
from generator.word.opc.package import Package

NOW = datetime(2026, 11, 23, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
HAND = "handskrivet"
"""A word that nothing else says."""


def zipped_again(document):
    """Return other bytes with the same parts: in another order, less packed, on another day."""
    return _zipped(document, lambda _name, part: part)


def written_anew(document):
    """Return the document with each part of XML read and written by lxml, as another program leaves it."""

    def anew(name, part):
        if not name.endswith((".xml", ".rels")):
            return part
        return etree.tostring(etree.fromstring(part), xml_declaration=True, encoding="UTF-8", standalone=True)

    return _zipped(document, anew)


SAVES = {"zipped again": zipped_again, "written anew": written_anew}


def _zipped(document, change):
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(document)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        names = source.namelist()
        for name in [names[0], *reversed(names[1:])]:
            target.writestr(zipfile.ZipInfo(name, (2026, 5, 4, 3, 2, 0)), change(name, source.read(name)))
    assert made.getvalue() != document
    return made.getvalue()


def with_other_words(document, old, new):
    """Return the document with other words in its body."""
    return _zipped(
        document, lambda name, part: part.replace(old.encode(), new.encode()) if name == BODY else part
    )


def with_a_word_by_hand(document, draw):
    """Return the document with a word typed in a paragraph of its body that holds no field; None when there is none."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        root = etree.fromstring(package.read(BODY))
    places = [
        paragraph
        for paragraph in root.find(f"{W}body").iterchildren(f"{W}p")
        if next(paragraph.iter(f"{W}sdt", f"{W}fldChar", f"{W}fldSimple"), None) is None
        and any((text.text or "").strip() for text in paragraph.iter(f"{W}t"))
    ]
    if not places:
        return None
    text = list(draw.choice(places).iter(f"{W}t"))[-1]
    text.text = f"{text.text} {HAND}"
    whole = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _zipped(document, lambda name, part: whole if name == BODY else part)


@dataclass(frozen=True)
class Untouched:
    """A data file, and the documents that are made of it in a folder that is empty before."""

    data: Path
    forms: list
    output: Path
    documents: tuple[str, ...] = ()

    def generate(self, *, final=False):
        """Make the documents, always by the whole job."""
        return generate(
            self.data, self.forms, Options(self.output, NOW, documents=self.documents, final=final)
        )

    @cached_property
    def first(self):
        """The report of the first generation."""
        return self.generate()

    @cached_property
    def paths(self):
        """The documents that were made, as they lie on the disk."""
        return [outcome.document for outcome in self.first.outcomes if outcome.document.exists()]

    def finals(self):
        """Make finals in an empty folder; return them, and what was said when none was made."""
        report = self.generate(final=True)
        made = {
            each.document.name: each.document.read_bytes()
            for each in report.outcomes
            if each.document.exists()
        }
        for outcome in report.outcomes:
            for path in (outcome.document, outcome.document.parent / BASES / outcome.document.name):
                path.unlink(missing_ok=True)
        return made, sorted({(one.code, one.path, one.message) for one in report.problems})

    def nothing_to_pull(self):
        """Say what pull takes, or says, or writes."""
        source = datafile.read(read(self.data), str(self.data))
        documents = [Package.read(path.read_bytes(), str(path)) for path in self.paths]
        earlier = {each.name: recall_all(Path(each.name), origin(each).generation) for each in documents}
        done = pull(documents, source, project.model(self.forms), earlier)
        said = [f"pull takes {one.path}: {one.old!r:.300} -> {one.new!r:.300}" for one in done.taken]
        said += [f"pull says {one.code} of {one.path}: {one.message:.200}" for one in done.problems]
        return said + ["pull writes the data file"] * (done.text != source.text)

    def nothing_in_status(self, *, edits=0):
        """Say what status tells of a document: that it waits, is stale or edited."""
        wrong = []
        for each in status(self.data, self.forms, self.output)[0]:
            if each.document in self.paths:
                told = each.stale, each.pending, each.remarks, each.problems
                wrong += [f"status of {each.document.name}: {told!r:.600}"] * (told != ((), (), (), ()))
                wrong += [f"status of {each.document.name}: {len(each.edits)} edits"] * (
                    bool(each.edits) != bool(edits)
                )
        return wrong

    def nothing_new(self, states):
        """Say what another generation writes or tells."""
        before = {path: path.read_bytes() for path in self.paths}
        report = self.generate()
        wrong = [
            f"generate: {one.document.name} {one.state}, {one.merged} merged, {one.conflicts} conflicts, {one.pending!r:.600} {one.notes!r:.600}"
            for one in report.outcomes
            if (one.state not in states or one.merged or one.conflicts or one.pending or one.notes)
            and one.document in before
        ]
        wrong += [f"generate writes {path.name} anew" for path in before if path.read_bytes() != before[path]]
        return wrong


def wrong_after_generation(world):
    """Law: of what was just generated there is nothing to pull, nothing to tell, nothing to write."""
    return world.nothing_to_pull() + world.nothing_in_status() + world.nothing_new({"unchanged"})


def wrong_after_save(world, save, finals=None):
    """Law: a save without an edit changes nothing, and nothing waits; with `finals`: they are made as before."""
    generated = {path: path.read_bytes() for path in world.paths}
    for path, document in generated.items():
        path.write_bytes(SAVES[save](document))
    try:
        wrong = world.nothing_in_status() + world.nothing_to_pull() + world.nothing_new({"kept"})
        after = finals and world.finals()
    finally:
        for path, document in generated.items():
            path.write_bytes(document)
    wrong += _other_finals(finals, after) if finals else []
    return [f"{save}: {each}" for each in wrong]


def _other_finals(finals, after):
    """Say in what the finals of a saved draft, and what is said of them, differ from those of the draft as made."""
    (before, said_before), (made, said), wrong = finals, after, []
    if said != said_before:
        wrong.append(f"final says {sorted(set(said) ^ set(said_before))!r:.900}")
    wrong += [f"finals made: {sorted(made)}, not {sorted(before)}"] * (made.keys() != before.keys())
    for name in made.keys() & before.keys():
        found = made[name] != before[name] and difference(see(made[name]), see(before[name]))
        wrong += [f"final {name}: {found}"] * bool(found)
    return wrong


def wrong_after_merge(world, data, draw):
    """Law: in a document that holds a word typed by hand and then new data, no field waits, and nothing is new."""
    edited = {}
    for path in world.paths:
        document = with_a_word_by_hand(path.read_bytes(), draw)
        if document is not None:
            edited[path] = document
            path.write_bytes(document)
    world.data.write_bytes(data)
    report = world.generate()
    merged = {one.document: one for one in report.outcomes if one.document in edited}
    if not report.outcomes:
        return []
    wrong = [f"merge refuses {path.name}" for path, one in merged.items() if one.state == "refused"]
    wrong += [f"merge: {one.pending!r:.600} waits" for one in merged.values() if one.pending]
    for path in merged:
        with zipfile.ZipFile(path) as package:
            wrong += ["the word is lost"] * (HAND not in package.read(BODY).decode())
    wrong += world.nothing_to_pull() + world.nothing_new({"kept", "unchanged"})
    found = [each for each in status(world.data, world.forms, world.output)[0] if each.document in merged]
    wrong += [
        f"status after merge: {each.stale} {each.pending!r:.600}"
        for each in found
        if each.stale or each.pending
    ]
    return [f"merged once: {each}" for each in wrong]
