"""The lists of a document: looks are shared, lists are new."""

from lxml import etree
from wml import root

from generator.word.opc.names import VAL, qn
from generator.word.text.numbering import Level, Numbering


def layout(*, link=""):
    """A layout with one numbered look, indented 300, that its lists 5 and 6 have; `link` lets a list style define it."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="300" w:hanging="300"/></w:pPr></w:lvl>'
    )
    look = '<w:abstractNum w:abstractNumId="{}"><w:multiLevelType w:val="multilevel"/>{}</w:abstractNum>'
    looks = look.format(0, level)
    if link:
        linked = look.format(0, f'<w:numStyleLink w:val="{link}"/>')
        looks = linked + look.format(1, f'<w:styleLink w:val="{link}"/>{level}')
    num = '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="0"/></w:num><w:numIdMacAtCleanup w:val="1"/>'
    return Numbering(etree.fromstring(root("numbering", looks + num)))


def names(numbering):
    return [etree.QName(child).localname for child in numbering.root]


def test_a_new_list_starts_where_it_says_and_keeps_the_look_of_its_model():
    numbering = layout()
    new = numbering.new_list("number", 4, 0, like=6)
    assert new == 7
    assert numbering.level(new, 0) == Level("decimal", 4, 300)
    assert numbering.level(6, 0) == Level("decimal", 2, 300)


def test_bullets_stay_in_the_list_of_their_model():
    assert layout().new_list("bullet", 1, 0, like=6) == 6


def test_a_list_of_our_own_stands_where_the_schema_wants_it():
    numbering = layout()
    numbering.new_list("bullet", 1, 0)
    numbering.new_list("number", 1, 0)
    assert names(numbering) == ["abstractNum"] * 3 + ["num"] * 4 + ["numIdMacAtCleanup"]


def test_a_document_without_numbering_gets_what_it_needs():
    numbering = Numbering.empty()
    assert [numbering.new_list(kind, 1, 0) for kind in ("bullet", "number", "bullet", "number")] == [
        1,
        2,
        1,
        3,
    ]
    assert names(numbering) == ["abstractNum", "abstractNum", "num", "num", "num"]
    assert numbering.level(1, 8) == Level("bullet", 1, 3825)


def test_our_own_looks_are_made_once_and_known_by_an_id_of_their_own():
    numbering = Numbering.empty()
    for _ in range(2):
        numbering.new_list("bullet", 1, 0)
        numbering.new_list("number", 1, 0)
    ids = [look.find(qn("w:nsid")).get(VAL) for look in numbering.root.findall(qn("w:abstractNum"))]
    assert len(ids) == len(set(ids)) == 2


def test_a_look_that_a_list_style_defines_is_found():
    assert layout(link="Numrering").level(6, 0) == Level("decimal", 2, 300)


def test_what_the_document_does_not_say_is_none():
    assert layout().level(99, 0) is None
    assert layout().level(6, 5) is None
