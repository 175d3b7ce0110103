"""A generated document that is edited as an editor leaves it, by lxml alone, and what the four commands say of it."""

import json
import re
import sys
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tools"))
import wordlike  # noqa: E402 -- beside the tools, which are no package

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
PART = "word/document.xml"
PROJECT = "strategisk-planering"
RESERVED = "{http://www.w3.org/XML/1998/namespace}space"


def asked(ansokan, line):
    """What a command says as JSON."""
    said = ansokan(f"{line} --format json").said
    return json.loads(said[said.index("{") :])


def xml(text):
    """An element of Word's XML; `w:` is known."""
    return etree.fromstring(f'<x xmlns:w="{NS}">{text}</x>')[0]


def run(text, look=""):
    return xml(f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>')


def say(text_element, text):
    text_element.text = text
    text_element.set(RESERVED, "preserve")


def controls(root, path):
    """The fields at a path, in order."""
    return [
        each for each in root.iter(f"{W}sdt") if each.find(f"{W}sdtPr/{W}tag[@{W}val='{path}']") is not None
    ]


def words(element, kind="t"):
    return "".join(text.text or "" for text in element.iter(f"{W}{kind}"))


def parts_of(data):
    """The parts of a Word file by name."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts):
    """A Word file of these parts: the same parts give the same bytes at any moment."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def edit(path, *pairs, part=PART):
    """Change pieces of a part's XML, as a person would in Word."""
    parts = parts_of(path.read_bytes())
    text = parts[part].decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_bytes(zipped(parts | {part: text.encode()}))


def rezipped(path, change, part=PART):
    """Let `change` work on the root of a part."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[part])
    change(root)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    path.write_bytes(zipped(parts | {part: content}))


def _unwrapped(text):
    return None if text is None else re.sub(r"(?<!\n)\n(?!\n)", " ", text.strip())


MADE = {}
"""What lies in the folder of each document that was made, by its name and its data."""


@dataclass
class Said:
    """What a command said of the document: `about` holds code and path of all that is about fields and edits."""

    told: dict
    about: list = field(default_factory=list)

    def __post_init__(self):
        of_edits = ("pull-", "not-pulled", "tracked-", "comment-", "merge-", "conflict", "copy")
        self.about = [(p["code"], p["path"]) for p in self.told["problems"] if p["code"].startswith(of_edits)]
        self.codes = {code for code, _ in self.about}
        self.errors = {p["code"] for p in self.told["problems"] if p["level"] == "error"}

    def message(self, code):
        return next(p["message"] for p in self.told["problems"] if p["code"] == code)

    @property
    def made(self):
        """State, merged and conflicts of the document."""
        (only,) = self.told["documents"]
        return only["state"], only["conflicts"], [each["path"] for each in only["pending"]]

    @property
    def taken(self):
        """What pull took for each path, a paragraph on a line of its own."""
        return {
            each["path"]: _unwrapped(each["new"]) for each in self.told["taken"] if each["how"] != "removed"
        }

    @property
    def removed(self):
        """The paths of the items that pull took out of the data file."""
        return [each["path"] for each in self.told["taken"] if each["how"] == "removed"]


class Desk:
    """The example project with one of its documents, made and open to be edited."""

    def __init__(self, ansokan, name="beslut", change=lambda text: text):
        self.ansokan, self.name = ansokan, name
        self.data = Path("data", f"{PROJECT}.yaml")
        self.document = Path("output", PROJECT, f"{name}.docx")
        sent = name if name == "beslut" else f"ansokan-{name}"
        self.sent = self.document.parent / "slutlig" / f"{sent}-RUN-479-2024.docx"
        text = change((ROOT / self.data).read_text("utf-8"))
        for path, content in self._made(text).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def _made(self, text):
        """All files, as they are when the document has been generated for the first time."""
        if (self.name, text) not in MADE:
            self.data.parent.mkdir()
            self.data.write_text(text, "utf-8")
            assert self.generate().made == ("written", 0, [])
            files = [each for each in Path().rglob("*") if each.is_file()]
            MADE[self.name, text] = {each: each.read_bytes() for each in files}
        return MADE[self.name, text]

    def edit(self, *changes, part=PART):
        for change in changes:
            rezipped(self.document, change, part)

    def in_word(self, *names, seed=5):
        """Let wordlike do what these names stand for."""
        document, log = wordlike.apply(self.document.read_bytes(), names, seed)
        assert log or set(names) <= {n for n, kind in wordlike.KINDS.items() if kind != "edit"}, names
        self.document.write_bytes(document)
        return log

    def write(self, before, after):
        """Write something else in the data file."""
        text = self.data.read_text("utf-8")
        assert before in text
        self.data.write_text(text.replace(before, after, 1), "utf-8")

    def status(self):
        """Paths that wait, edits outside of those, conflicts."""
        found = next(
            each
            for each in asked(self.ansokan, "status")["documents"]
            if each["document"] == self.document.as_posix()
        )
        return [each["path"] for each in found["pending"]], found["edits"], found["conflicts"]

    def pull(self, how=""):
        return Said(asked(self.ansokan, f"pull {self.document} {how}".strip()))

    def generate(self):
        return Said(asked(self.ansokan, f"generate --document {self.name}"))

    def final(self):
        return Said(asked(self.ansokan, f"generate --final --document {self.name}"))

    def root(self, path=None, part=PART):
        return etree.fromstring(zipfile.ZipFile(path or self.document).read(part))

    def field(self, path, nth=0):
        return controls(self.root(), path)[nth]


def typed(path, text, where="end", nth=0):
    """Text typed at the start or the end of a field, or over all of it."""

    def change(root):
        texts = list(controls(root, path)[nth].iter(f"{W}t"))
        if where == "end":
            say(texts[-1], texts[-1].text + text)
        elif where == "start":
            say(texts[0], text + texts[0].text)
        else:
            for each in texts:
                say(each, "")
            say(texts[0], text)

    return change


def put(path, element, where="end"):
    """An element of a run, such as a tab, at an edge of a field."""

    def change(root):
        runs = list(controls(root, path)[0].iter(f"{W}r"))
        if where == "end":
            runs[-1].append(xml(element))
        else:
            next(runs[0].iter(f"{W}t")).addprevious(xml(element))

    return change


def paragraph(path, inside, where="end"):
    """A paragraph (or table) of its own before the first or after the last of a field."""

    def change(root):
        paragraphs = controls(root, path)[0].findall(f"{W}sdtContent/{W}p")
        new = xml(inside)
        paragraphs[-1].addnext(new) if where == "end" else paragraphs[0].addprevious(new)

    return change


def last_word(path, look):
    """The last nine signs of a field in another look."""

    def change(root):
        last = list(controls(root, path)[0].iter(f"{W}r"))[-1]
        text = last.find(f"{W}t")
        last.addnext(run(text.text[-9:], look))
        say(text, text.text[:-9])

    return change
