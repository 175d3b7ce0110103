"""Pictures, links and long texts from the data of fill."""

import json
import re
import struct
import zlib

import pytest
from outline import outline
from sound import sound
from wml import Xml, docx, p

from generator.word.opc.package import Package

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def png(width, height, grey=0):
    """A picture of one grey."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    dots = zlib.compress((b"\0" + bytes([grey]) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def picture(description, cx=400, cy=400):
    size = f'cx="{cx}" cy="{cy}"'
    return Xml(
        f'<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="1" name="Bild" descr="{description}"/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}">'
        f'<pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="rId9"/><a:stretch/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f"<a:ext {size}/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


PARTS = {
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId9" Type="{REL}" Target="media/image1.png"/></Relationships>',
    "word/media/image1.png": png(1, 1),
}


@pytest.fixture
def fill(ansokan, tmp_path):
    """Return a function that fills a template; it gives what was said, and the document when there is one."""

    def filled(*blocks, **values):
        (tmp_path / "mall.docx").write_bytes(docx(*blocks, raw=PARTS))
        (tmp_path / "d.json").write_text(json.dumps(values), encoding="utf-8")
        (tmp_path / "torg.png").write_bytes(png(200, 100, 1))
        (tmp_path / "berg.png").write_bytes(png(10, 20, 2))
        done = ansokan("fill mall.docx d.json ut.docx")
        out = tmp_path / "ut.docx"
        return done.said, Package.read(sound(out.read_bytes()), "x") if done.code == 0 else None

    return filled


def shown(package):
    """(alternative text, the two sizes, the picture) of each picture in the text."""
    text = package.parts["word/document.xml"].decode()
    links = package.relationships("word/document.xml")
    pattern = r'extent cx="(\d+)" cy="(\d+)".*?descr="(.*?)".*?embed="(.*?)".*?ext cx="(\d+)" cy="(\d+)"'
    return [
        (alt, (cx, cy) == (x, y) and (int(cx), int(cy)), package.parts[links[embed].target])
        for cx, cy, alt, embed, x, y in re.findall(pattern, text)
    ]


TORG = {"bild": "torg.png", "alternativtext": "Torget & kyrkan"}
BERG = {"bild": "berg.png", "alternativtext": "Berget"}


def test_a_picture_of_the_data_takes_the_place_of_one_in_the_template_within_its_size(fill):
    _said, package = fill(p(picture("{{ foto }}")), foto=TORG)
    assert shown(package) == [("Torget &amp; kyrkan", (400, 200), png(200, 100, 1))]


def test_each_item_of_a_loop_shows_its_own(fill):
    blocks = p("{% for x in xs %}"), p(picture("{{ x.foto }}")), p("{% endfor %}")
    _said, package = fill(*blocks, xs=[{"foto": TORG}, {"foto": BERG}, {"foto": TORG}])
    assert [(alt, size) for alt, size, _data in shown(package)] == [
        ("Torget &amp; kyrkan", (400, 200)),
        ("Berget", (200, 400)),
        ("Torget &amp; kyrkan", (400, 200)),
    ]
    assert sum(name.startswith("word/media/") for name in package.parts) == 3


def test_a_text_is_the_alternative_text_of_the_picture_that_is_there(fill):
    _said, package = fill(p(picture("{{ foto }}")), foto="Vår logga")
    assert shown(package) == [("Vår logga", (400, 400), png(1, 1))]


@pytest.mark.parametrize(
    ("foto", "message"),
    [
        (
            {"bild": "torg.png"},
            "d.json: error: foto: The picture has no alternative text. Write beside bild: alternativtext:",
        ),
        ({"bild": "torg.png", "alternativtext": " "}, "no alternative text"),
        ({"bild": "../torg.png", "alternativtext": "a"}, "must lie beside the data file"),
        ({"bild": "/etc/torg.png", "alternativtext": "a"}, "must lie beside the data file"),
        ({"bild": "finns.png", "alternativtext": "a"}, "finns.png"),
        ({"bild": "mall.docx.png", "alternativtext": "a"}, "mall.docx.png"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(fill, foto, message):
    said, package = fill(p(picture("{{ foto }}")), foto=foto)
    assert package is None
    assert message in said


def test_what_is_no_picture_is_told(fill, tmp_path):
    (tmp_path / "falsk.png").write_bytes(b"GIF89a")
    said, _package = fill(p(picture("{{ foto }}")), foto={"bild": "falsk.png", "alternativtext": "a"})
    assert "Choose a png or jpeg file" in said


def test_a_picture_in_a_text_says_how_one_is_shown(fill):
    said, _package = fill(p("{{ foto }}"), foto=TORG)
    assert "the body, paragraph 1" in said
    assert "write this tag as its alternative text" in said


def test_other_values_that_are_called_bild_are_what_they_are(fill):
    _said, package = fill(p("{{ foto.bild }}"), foto={"bild": "torg.png", "format": "A4"})
    assert "torg.png" in outline(package.to_bytes())


def test_a_text_in_markdown_becomes_paragraphs_lists_and_bold(fill):
    _said, package = fill(
        p("{{ om|markdown }}"), p("Kort: {{ om|markdown }}"), om="Ett **fett** ord.\n\n- a\n- b"
    )
    text = outline(package.to_bytes())
    assert re.search(r"Ett \W*fett", text)
    assert "**" not in text
    assert package.parts["word/document.xml"].decode().count("<w:numPr>") == 2


def test_a_list_is_no_markdown_and_a_forged_slot_is_only_text(fill):
    assert 'The filter "markdown" is for a text' in fill(p("{{ om|markdown }}"), om=["a"])[0]
    _said, package = fill(p("{{ om|markdown }}"), om="a\ufdd00\ufdd1b")
    assert "¶ | a0b" in outline(package.to_bytes())
