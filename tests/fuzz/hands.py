"""What people do to a document in Word, at random, on its XML. Every word they type is one nobody else says."""

from __future__ import annotations

import struct
import zlib
from copy import deepcopy

from lxml import etree
from wml import W, root, tbl, tr

from generator.word.opc.names import DOC_REL, RUN, SDT, SDT_CONTENT, SDTPR, TR, P, R, T, qn
from generator.word.opc.package import Package

_HOLDER = qn("w:showingPlcHdr")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def png(number):
    """Return a picture of one dot."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(bytes([0, number % 256, number // 256 % 256, 7]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


def _invites(control):
    return control.find(f"{SDTPR}/{_HOLDER}") is not None


def _plain(paragraph):
    """Say whether a paragraph is nothing but text."""
    runs = {child.tag for run in paragraph.findall(RUN) for child in run}
    return {child.tag for child in paragraph} <= {RUN, qn("w:pPr")} and runs <= {T, qn("w:rPr")}


def xml(text):
    return etree.fromstring(root("x", text))[0]


class Hand:
    """One person at work on a document."""

    def __init__(self, rng, data, *, tracked=True):
        self.rng, self.package = rng, Package.read(data, "mine.docx")
        self.root = self.package.tree(self.package.main)
        self.body = self.root.find(qn("w:body"))
        self.words, self.tracked, self.done = 0, tracked, []

    def work(self, times) -> bytes:
        deeds = [
            self.type_word, self.type_word, self.replace_word, self.replace_word, self.delete_word, self.edit_field,
            self.edit_field, self.add_paragraph, self.delete_paragraph, self.move_paragraph, self.add_table,
            self.add_row, self.add_row, self.delete_row, self.embolden, self.add_comment, self.add_bookmark,
            self.add_link, self.add_note, self.add_picture, self.split_paragraph, self.split_runs, self.edit_header,
            self.copy_field, self.answer, self.margins, self.empty_field, self.restyle, self.rewrite, self.rewrite,
        ]  # fmt: skip
        deeds += [self.track_insertion, self.track_deletion] if self.tracked else []
        for _ in range(times):
            deed = self.rng.choice(deeds)
            if deed() is not False:
                self.done.append(deed.__name__)
        return self.saved()

    def saved(self) -> bytes:
        self.package.put(self.package.main, self.root)
        return self.package.to_bytes()

    def word(self) -> str:
        self.words += 1
        return f"hand{self.words}x"

    def _texts(self, *, fields=False):
        """Return the w:t of ordinary text, or of fields with a value."""
        found = []
        for text in self.body.iter(T):
            above = [a.tag for a in text.iterancestors()]
            inside = SDT in above[: above.index(P)] if P in above else False
            if text.text and qn("w:ins") not in above and inside == fields:
                found.append(text)
        return [t for t in found if not any(_invites(control) for control in t.iterancestors(SDT))]

    def _pick(self, found):
        found = list(found)
        return self.rng.choice(found) if found else None

    def _change(self, change, *, fields=False):
        text = self._pick(self._texts(fields=fields))
        if text is None:
            return False
        words = text.text.split(" ")
        change(words, self.rng.randrange(len(words)))
        text.text = " ".join(words)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return True

    def type_word(self):
        return self._change(lambda words, at: words.insert(at, self.word()))

    def replace_word(self):
        return self._change(lambda words, at: words.__setitem__(at, self.word()))

    def delete_word(self):
        return self._change(lambda words, at: words.pop(at))

    def edit_field(self):
        return self._change(lambda words, at: words.__setitem__(at, self.word()), fields=True)

    def empty_field(self):
        text = self._pick(self._texts(fields=True))
        if text is None:
            return False
        text.text = ""
        return True

    def _paragraphs(self):
        found = [p for p in self.body.iter(P) if p.getparent().tag in {qn("w:body"), SDT_CONTENT}]
        return [p for p in found if not any(_invites(control) for control in p.iterancestors(SDT))]

    def answer(self):
        """Type where an answer is missing: what invited to write goes (Word does so)."""
        control = self._pick(c for c in self.body.iter(SDT) if _invites(c))
        if control is None:
            return False
        properties = control.find(SDTPR)
        properties.remove(properties.find(_HOLDER))
        text = next(control.iter(T))
        text.text = self.word()
        return True

    def _new_paragraph(self, text=None):
        return xml(
            f'<w:p><w:r><w:t xml:space="preserve">{text or self.word() + " skrevs här"}</w:t></w:r></w:p>'
        )

    def add_paragraph(self):
        place = self._pick(self._paragraphs())
        if place is None:
            return False
        self.rng.choice([place.addnext, place.addprevious])(self._new_paragraph())
        return True

    def delete_paragraph(self):
        p = self._pick(p for p in self._paragraphs() if not list(p.iter(RUN)) or len(p.getparent()) > 1)
        if p is None or len(self._paragraphs()) < 3:
            return False
        p.getparent().remove(p)
        return True

    def move_paragraph(self):
        p, place = self._pick(self._paragraphs()), self._pick(self._paragraphs())
        if p is None or p is place or len(p.getparent()) < 2:
            return False
        place.addnext(p)
        return True

    def split_paragraph(self):
        p = self._pick(p for p in self._paragraphs() if len(p.findall(RUN)) > 1)
        if p is None:
            return False
        new = etree.Element(P)
        if p.find(qn("w:pPr")) is not None:
            new.append(deepcopy(p.find(qn("w:pPr"))))
        new.extend(p.findall(RUN)[-1:])
        p.addnext(new)
        return True

    def split_runs(self):
        """Cut a run in two, as Word does when one types: it says the same."""
        text = self._pick(t for t in self._texts() if len(t.text) > 2)
        if text is None:
            return False
        run, at = text.getparent(), self.rng.randrange(1, len(text.text))
        other = deepcopy(run)
        run.set(qn("w:rsidR"), "00AB12CD")
        rest = other.find(T)
        rest.text, text.text = text.text[at:], text.text[:at]
        for t in (rest, text):
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addnext(other)
        return True

    def rewrite(self, number=""):
        """Put other words in place of a whole paragraph's: the one numbered so, or any."""
        p = self._pick(
            p
            for p in self._paragraphs()
            if p.find(RUN) is not None and _plain(p) and number in {"", p.get(qn("w:rsidR"))}
        )
        if p is None:
            return False
        for run in p.findall(RUN)[1:]:
            p.remove(run)
        text = p.find(f"{RUN}/{T}")
        text.text = " ".join(self.word() for _ in range(self.rng.randint(2, 6)))
        return True

    def embolden(self):
        text = self._pick(self._texts(fields=self.rng.random() < 0.5))
        if text is None:
            return False
        run = text.getparent()
        if run.find(qn("w:rPr")) is None:
            run.insert(0, xml("<w:rPr><w:b/></w:rPr>"))
        return True

    def restyle(self):
        text = self._pick(self._texts())
        if text is None or text.getparent().find(qn("w:rPr")) is not None:
            return False
        text.getparent().insert(0, xml('<w:rPr><w:highlight w:val="yellow"/></w:rPr>'))
        return True

    def add_table(self):
        place = self._pick(p for p in self._paragraphs() if p.getparent().tag == qn("w:body"))
        if place is None:
            return False
        place.addnext(xml(tbl(tr(self.word(), self.word()), tr("", self.word()))))
        return True

    def _rows(self):
        return list(self.body.iter(TR))

    def add_row(self):
        row = self._pick(self._rows())
        if row is None:
            return False
        new = deepcopy(row)
        for control in list(new.iter(SDT)):
            control.getparent().remove(control)
        for p in new.iter(P):
            for child in [c for c in p if c.tag != qn("w:pPr")]:
                p.remove(child)
        first = next(new.iter(P))
        first.append(xml(f"<w:r><w:t>{self.word()}</w:t></w:r>"))
        row.addnext(new)
        return True

    def delete_row(self):
        row = self._pick(r for r in self._rows() if len(list(r.getparent().iter(TR))) > 2)
        if row is None:
            return False
        row.getparent().remove(row)
        return True

    def _top_run(self):
        found = (run for p in self.body.iter(P) for run in p.findall(RUN) if run.find(T) is not None)
        return self._pick(
            run for run in found if not any(_invites(control) for control in run.iterancestors(SDT))
        )

    def add_comment(self):
        run = self._top_run()
        if run is None:
            return False
        number, kind = str(900 + self.words), "comments"
        entry = xml(
            f'<w:comment w:id="{number}" w:author="Anna"><w:p><w:r><w:t>{self.word()}</w:t></w:r></w:p></w:comment>'
        )
        self._part(kind).append(entry)
        self._save(kind)
        run.addprevious(xml(f'<w:commentRangeStart w:id="{number}"/>'))
        run.addnext(xml(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))
        run.addnext(xml(f'<w:commentRangeEnd w:id="{number}"/>'))
        return True

    def add_note(self):
        run = self._top_run()
        if run is None:
            return False
        number, kind = str(900 + self.words), "footnotes"
        self._part(kind).append(
            xml(f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{self.word()}</w:t></w:r></w:p></w:footnote>')
        )
        self._save(kind)
        run.addnext(xml(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'))
        return True

    def _part(self, kind):
        name = f"word/{kind}.xml"
        if name not in self.package.parts:
            self.package.add(name, etree.Element(f"{{{W}}}{kind}", nsmap={"w": W}), _TYPE.format(kind))
            self.package.add_relationship(self.package.main, DOC_REL + kind, name)
        self._tree = self.package.tree(name)
        return self._tree

    def _save(self, kind):
        self.package.put(f"word/{kind}.xml", self._tree)

    def add_bookmark(self):
        run = self._top_run()
        if run is None:
            return False
        number = 5000 + self.words
        run.addprevious(xml(f'<w:bookmarkStart w:id="{number}" w:name="{self.word()}"/>'))
        run.addnext(xml(f'<w:bookmarkEnd w:id="{number}"/>'))
        return True

    def add_link(self):
        run = self._top_run()
        if run is None:
            return False
        target = f"https://example.org/{self.word()}"
        number = self.package.add_relationship(
            self.package.main, DOC_REL + "hyperlink", target, external=True
        )
        link = etree.Element(qn("w:hyperlink"), {f"{{{R}}}id": number})
        link.append(xml(f"<w:r><w:t>{self.word()}</w:t></w:r>"))
        run.addnext(link)
        return True

    def add_picture(self):
        run = self._top_run()
        if run is None:
            return False
        self.words += 1
        name = self.package.free_name("word/media/hand{}.png")
        self.package.add(name, png(self.words), "image/png")
        number = self.package.add_relationship(self.package.main, DOC_REL + "image", name)
        run.addnext(xml(picture(number, 7000 + self.words)))
        return True

    def edit_header(self):
        for part in self.package.related_parts(self.package.main, DOC_REL + "header"):
            tree = self.package.tree(part)
            next(tree.iter(T)).text += f" {self.word()}"
            self.package.put(part, tree)

    def copy_field(self):
        control = self._pick(c for c in self.body.iter(SDT) if c.getparent().tag == P)
        place = self._pick(self._paragraphs())
        if control is None or place is None:
            return False
        place.append(xml('<w:r><w:t xml:space="preserve"> </w:t></w:r>'))
        copy = deepcopy(control)
        copy.find(f"{SDTPR}/{qn('w:id')}").set(qn("w:val"), str(self.rng.randrange(1, 2**31)))  # as Word does
        place.append(copy)
        return True

    def margins(self):
        self.body.find(f"{qn('w:sectPr')}/{qn('w:pgMar')}").set(
            qn("w:left"), str(self.rng.randint(1000, 2000))
        )

    def track_insertion(self):
        run = self._top_run()
        if run is None:
            return False
        run.addnext(
            xml(
                f'<w:ins w:id="{8000 + self.words}" w:author="Anna"><w:r><w:t>{self.word()}</w:t></w:r></w:ins>'
            )
        )
        return True

    def track_deletion(self):
        run = self._top_run()
        if run is None or [c.tag for c in run if c.tag != qn("w:rPr")] != [T]:
            return False
        change = xml(f'<w:del w:id="{9000 + self.words}" w:author="Anna"/>')
        self.words += 1
        run.addprevious(change)
        change.append(run)
        run.find(T).tag = qn("w:delText")
        return True


def picture(relation, number):
    """Return a run that shows a picture."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    pic = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/>'
        f'<wp:docPr id="{number}" name="Bild {number}" descr="Bild"/><a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}">'
        f'<pic:pic xmlns:pic="{pic}"><pic:nvPicPr><pic:cNvPr id="0" name="Bild"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
