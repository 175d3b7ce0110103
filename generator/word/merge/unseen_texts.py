"""What a document says without showing it in its text: alternative texts, watermarks, ticks in boxes.

Words are merged word by word; these follow the generated document wherever nobody has written another.
Source: ECMA-376 part 1, 20.4.2.5 (docPr), 17.4.58 (tblCaption), 17.5.2.7 (date); [MS-DOCX] 2.6.1.4 (checked).
"""

from __future__ import annotations

from lxml import etree

from generator.word.opc.names import VAL, W14, W, qn

_PLACES = {
    qn("wp:docPr"): ("descr", "title"),
    "{urn:schemas-microsoft-com:vml}textpath": ("string",),
    qn("w:tblCaption"): (VAL,),
    qn("w:tblDescription"): (VAL,),
    qn("w:date"): (f"{{{W}}}fullDate",),
    f"{{{W14}}}checked": (f"{{{W14}}}val",),
}


def follow_unseen(base: etree._Element, edited: etree._Element, generated: etree._Element) -> None:
    """Write into the edited story what is new in the generated one, where it still says what base does.

    Where the three do not hold as many of a kind, it is not known which is which: nothing is written.
    """
    for tag, attributes in _PLACES.items():
        elements = [list(root.iter(tag)) for root in (base, edited, generated)]
        if len(set(map(len, elements))) > 1:
            continue
        for before, current, new in zip(*elements, strict=True):
            for name in attributes:
                said = new.get(name)
                if said is not None and before.get(name) == current.get(name) != said:
                    current.set(name, said)
