"""How documents are hurt on their way: by Word, LibreOffice, editors in a browser, and bad luck. Text added is a hand's."""

from __future__ import annotations

from copy import deepcopy

from hands import xml
from lxml import etree

from generator.word.opc.names import PPR, RPR, RUN, SDT, SDT_CONTENT, SDTPR, TC, TR, P, T, qn
from generator.word.opc.package import Package

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ODD = ["", "x", "-1", "99999999999999999999", "1.5", "{{ x }}", "å" * 300, "../../x", "#", "\ufdd0", "0"]
_TEXTS = ["a\u0308", "\u200b", "\u202e", "\ufdd00\ufdd1", "😀", "{{ project.name }}", "{% for x in y %}", "|" * 50, " ", "350 tkr",
          "- a", "1. b", "**", "# x", "key: value", "\u00a0", "x" * 20_000]  # fmt: skip


class Hurts:
    """One document in bad hands. `others`: documents of the program that something may be pasted from."""

    def __init__(self, rng, data: bytes, others: list[bytes], hand) -> None:
        self.rng, self.data, self.others, self.hand = rng, data, others, hand
        self.done: list[str] = []

    def hurt(self, times: int) -> bytes:
        """Return the document after so many hurts to its XML."""
        package = Package.read(self.data, "hurt.docx")
        for _ in range(times):
            part = (
                package.main
                if self.rng.random() < 0.85
                else self.rng.choice([*package.stories(), *_related(package)])
            )
            self.root = package.tree(part)
            name = self.rng.choice(_DEEDS)
            self.done.append(name)
            try:
                getattr(self, name)()
                package.parts[part] = etree.tostring(self.root, encoding="UTF-8", standalone=True)
            except (IndexError, ValueError, TypeError):
                continue  # nothing there to hurt, or lxml itself refuses
        return package.to_bytes()

    def _any(self, *tags):
        return self.rng.choice([e for e in self.root.iter(*tags) if e is not self.root])

    def _word(self):
        return xml(f"<w:r><w:t>{self.hand.word()}</w:t></w:r>")

    def node_removed(self):
        e = self._any(etree.Element)
        e.getparent().remove(e)

    def node_doubled(self):
        e = self._any(etree.Element)
        e.addnext(deepcopy(e))

    def node_moved(self):
        self._any(etree.Element).addnext(self._any(etree.Element))

    def node_moved_inside(self):
        self._any(etree.Element).append(self._any(etree.Element))

    def siblings_swapped(self):
        e = self._any(etree.Element)
        e.getparent().insert(0, e)

    def attributes_removed(self):
        e = self._any(etree.Element)
        for name in list(e.attrib):
            del e.attrib[name]

    def attribute_odd(self):
        e = self.rng.choice([e for e in self.root.iter(etree.Element) if e.attrib])
        e.set(self.rng.choice(list(e.attrib)), self.rng.choice(_ODD))

    def tag_odd(self):
        e = self._any(etree.Element)
        e.tag = self.rng.choice(
            [
                qn("w:p"),
                qn("w:r"),
                qn("w:sdt"),
                qn("w:tbl"),
                qn("w:tc"),
                "x",
                "{urn:x}y",
                qn("w:ins"),
                qn("w:del"),
            ]
        )

    def text_odd(self):
        t = self._any(T)
        t.text = (t.text or "") + self.rng.choice(_TEXTS)

    def text_outside(self):
        e = self._any(etree.Element)
        e.tail = (e.tail or "") + "utanför"

    def texts_emptied(self):
        for t in list(self.root.iter(T))[:: self.rng.randint(1, 4)]:
            t.text = None

    def control_unwrapped(self):
        control = self._any(SDT)
        for child in list(control.find(SDT_CONTENT)):
            control.addprevious(child)
        control.getparent().remove(control)

    def controls_nested(self):
        self._any(SDT).find(SDT_CONTENT).append(deepcopy(self._any(SDT)))

    def control_around(self):
        inside = self._any(P, RUN, TR, TC, SDT)
        control = etree.Element(SDT)
        inside.addprevious(control)
        etree.SubElement(control, SDTPR)
        etree.SubElement(control, SDT_CONTENT).append(inside)

    def tag_doubled(self):
        tags = list(self.root.iter(qn("w:tag")))
        self.rng.choice(tags).set(qn("w:val"), self.rng.choice(tags).get(qn("w:val")))

    def tags_dropped(self):
        for e in list(
            self.root.iter(self.rng.choice([qn("w:tag"), qn("w:alias"), qn("w:id"), SDTPR, SDT_CONTENT]))
        ):
            if self.rng.random() < 0.5:
                e.getparent().remove(e)

    def control_emptied(self):
        for e in self._any(SDT).find(SDT_CONTENT):
            e.getparent().remove(e)

    def placeholder_toggled(self):
        properties = self._any(SDTPR)
        found = properties.find(qn("w:showingPlcHdr"))
        properties.remove(found) if found is not None else properties.append(
            etree.Element(qn("w:showingPlcHdr"))
        )

    def bookmarks_doubled(self):
        for e in list(self.root.iter(qn("w:bookmarkStart"))):
            e.addnext(deepcopy(e))

    def bookmark_halved(self):
        e = self._any(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))
        e.getparent().remove(e)

    def _wrapped(self, inside, tag):
        shell = etree.Element(qn(tag), {qn("w:id"): str(self.rng.randrange(9999)), qn("w:author"): "Anna"})
        inside.addprevious(shell)
        shell.append(inside)
        return shell

    def inserted(self):
        self._wrapped(self._any(RUN, P, SDT), self.rng.choice(["w:ins", "w:moveTo"]))

    def deleted(self):
        shell = self._wrapped(self._any(RUN), self.rng.choice(["w:del", "w:moveFrom"]))
        for t in shell.iter(T):
            t.tag = qn("w:delText")

    def paragraph_deleted(self):
        p = self._any(P)
        if p.find(PPR) is None:
            p.insert(0, etree.Element(PPR))
        look = etree.SubElement(p.find(PPR), RPR)
        etree.SubElement(
            look,
            qn(self.rng.choice(["w:del", "w:ins", "w:moveFrom"])),
            {qn("w:id"): "7", qn("w:author"): "Anna"},
        )

    def row_marked(self):
        properties = etree.Element(qn("w:trPr"))
        etree.SubElement(
            properties, qn(self.rng.choice(["w:del", "w:ins"])), {qn("w:id"): "8", qn("w:author"): "Anna"}
        )
        self._any(TR).insert(0, properties)

    def look_changed(self):
        look = self._any(RPR)
        change = etree.SubElement(look, qn("w:rPrChange"), {qn("w:id"): "9", qn("w:author"): "Anna"})
        etree.SubElement(change, RPR)

    def comment_halved(self):
        self._any(RUN).addprevious(
            etree.Element(
                qn(f"w:{self.rng.choice(['commentRangeStart', 'commentRangeEnd'])}"), {qn("w:id"): "3"}
            )
        )

    def comment_lost(self):
        self._any(RUN).append(
            etree.Element(
                qn(f"w:{self.rng.choice(['commentReference', 'footnoteReference', 'endnoteReference'])}"),
                {qn("w:id"): "77"},
            )
        )

    def text_box(self):
        word = self.hand.word()
        box = f"<w:txbxContent><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:txbxContent>"
        choice = f'<mc:Choice Requires="wps"><w:drawing><wp:inline><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice>'
        fallback = (
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        )
        self._any(RUN).addnext(
            xml(f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>")
        )

    def field_cut(self):
        kinds = self.rng.sample(["begin", "separate", "end", "begin"], self.rng.randint(1, 3))
        for kind in kinds:
            self._any(RUN).addnext(
                xml(
                    f'<w:r><w:fldChar w:fldCharType="{kind}"/><w:instrText>{self.rng.choice(["TOC ", "PAGE", " HYPERLINK", ""])}</w:instrText></w:r>'
                )
            )

    def runs_cut(self):
        """A run for each letter, as editors in a browser make them."""
        for run in [run for run in self.root.iter(RUN) if len(list(run.iter(T))) == 1][:60]:
            text = run.find(T).text or "" if run.find(T) is not None else ""
            for letter in reversed(text[1:]):
                copy = deepcopy(run)
                copy.find(T).text = letter
                copy.find(T).set(_SPACE, "preserve")
                run.addnext(copy)
            if text:
                run.find(T).text = text[0]
                run.find(T).set(_SPACE, "preserve")

    def noise(self):
        for run in list(self.root.iter(RUN))[:: self.rng.randint(1, 5)]:
            run.set(qn("w:rsidR"), "00112233")
            run.addnext(
                self.rng.choice(
                    [
                        etree.Element(RUN),
                        etree.Element(qn("w:proofErr"), {qn("w:type"): "spellStart"}),
                        xml("<w:r><w:lastRenderedPageBreak/></w:r>"),
                    ]
                )
            )

    def wrapped(self):
        e = self._any(RUN, P, TR, TC)
        shell = etree.Element(
            qn(self.rng.choice(["w:smartTag", "w:customXml", "w:dir", "w:hyperlink"])), {qn("w:element"): "x"}
        )
        e.addprevious(shell)
        shell.append(e)

    def table_nested(self):
        self._any(TC).insert(1, deepcopy(self._any(qn("w:tbl"))))

    def rows_removed(self):
        rows = list(self.root.iter(TR))
        for row in self.rng.sample(rows, min(len(rows), self.rng.randint(1, 9))):
            row.getparent().remove(row)

    def cells_emptied(self):
        cell = self._any(TC)
        for p in cell.findall(P):
            cell.remove(p)

    def pasted(self):
        other = Package.read(self.rng.choice(self.others), "other.docx")
        found = list(other.tree(other.main).find(qn("w:body")))[:-1]
        at = self.rng.randrange(len(found))
        for e in found[at : at + self.rng.randint(1, 12)]:
            self._any(P).addnext(e)

    def all_replaced(self):
        other = Package.read(self.rng.choice(self.others), "other.docx")
        body = self.root.find(qn("w:body"))
        self.root.replace(body, other.tree(other.main).find(qn("w:body")))

    def all_gone(self):
        body = self.root.find(qn("w:body"))
        for e in list(body)[: self.rng.choice([-1, len(body)])]:
            body.remove(e)

    def section_added(self):
        self._any(P).append(
            xml('<w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId999"/></w:sectPr></w:pPr>')
        )

    def typed(self):
        self._any(P, SDT_CONTENT).append(self._word())

    def typed_in_control(self):
        self._any(SDT).find(SDT_CONTENT).append(
            self.rng.choice([self._word(), xml(f"<w:p><w:r><w:t>{self.hand.word()}</w:t></w:r></w:p>")])
        )

    def remark(self):
        self._any(etree.Element).addnext(
            self.rng.choice([etree.Comment("x"), etree.ProcessingInstruction("x", "y")])
        )

    def symbol(self):
        self._any(RUN).append(
            xml(
                self.rng.choice(
                    [
                        '<w:sym w:font="Wingdings" w:char="F04A"/>',
                        "<w:tab/>",
                        '<w:br w:type="page"/>',
                        "<w:noBreakHyphen/>",
                        '<w:object><o xmlns="urn:o"/></w:object>',
                        "<w:ruby/>",
                    ]
                )
            )
        )


_DEEDS = [
    name
    for name, deed in vars(Hurts).items()
    if callable(deed) and not name.startswith("_") and name != "hurt"
]


def _related(package: Package) -> list[str]:
    return [name for name in package.parts if name.endswith((".xml", ".rels"))]
