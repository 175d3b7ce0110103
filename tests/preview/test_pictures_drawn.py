"""Pictures and charts, and what is said of what is not drawn."""

import base64
import zlib

import pytest

from generator import language
from generator.drawings import Chart
from generator.preview import preview
from generator.word.opc.names import DOC_REL
from generator.word.opc.package import Package
from generator.word.parts.chart import CHART_TYPE
from generator.word.parts.chart import part as chart_part
from tests.preview.page import tree
from tests.wml import Xml, docx, p

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def png():
    def chunk(kind, data):
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    size = (2).to_bytes(4, "big") * 2 + b"\x08\0\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b"\0\0\0" * 2))
        + chunk(b"IEND", b"")
    )


def drawing(graphic, said=""):
    return Xml(
        f'<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/><wp:docPr id="1" name="x" descr="{said}"/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData>{graphic}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def look(*blocks, part=None, content=b"", kind="", reltype="image"):
    package = Package.read(docx(*blocks), "x")
    if part:
        package.add(part, content, kind)
        assert package.add_relationship(package.main, DOC_REL + reltype, part) == "rId1"
    return preview(package)


def picture(name="rId1", said="Regionens &quot;logotyp&quot;"):
    return p(drawing(f'<a:blip r:embed="{name}"/>', said))


def test_a_picture_comes_with_the_page_as_large_as_in_word_and_with_its_description():
    made = look(picture(), part="word/media/image1.png", content=png(), kind="image/png")

    (image,) = tree(made).iter("img")
    assert image.get("src") == f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    assert (image.get("alt"), image.get("width"), image.get("height")) == ('Regionens "logotyp"', "100", "50")
    assert made.not_drawn == ()


@pytest.mark.parametrize("content", [b"GIF89a", b"<svg onload='alert(1)'/>", b"", png() + bytes(2_000_000)])
def test_another_picture_is_its_description_and_said_to_be_in_word(content):
    language.use("sv")
    made = look(picture(), part="word/media/image1.bin", content=content, kind="image/png")

    assert tree(made).findtext(".//span") == 'Regionens "logotyp"'
    assert made.not_drawn == ("Andra bilder än PNG och JPEG, och bilder över 2 MB, visas i Word.",)
    assert "<img" not in made.html


def test_a_picture_that_is_not_there_is_no_picture():
    assert "<img" not in look(picture("rId9")).html


def bars(*values):
    names = tuple(f"Kommun <{number}>" for number, _value in enumerate(values))
    return Chart("Andel", "", names, values, tuple(f"{value:.0f} %" for value in values))


def chart(content):
    shown = p(drawing(f'<c:chart xmlns:c="{C}" r:id="rId1"/>', "Andelar av finansieringen"))
    return look(shown, part="word/charts/chart1.xml", content=content, kind=CHART_TYPE, reltype="chart")


def test_a_chart_of_bars_is_drawn_from_its_own_numbers():
    made = chart(chart_part(bars(20.0, 80.0)))

    (drawn,) = tree(made).iter("svg")
    assert (drawn.get("role"), drawn.get("aria-label")) == ("img", "Andelar av finansieringen")
    assert [text.text for text in drawn.iter("text")] == ["Kommun <0>", "20 %", "Kommun <1>", "80 %"]
    short, long = (float(each.get("width")) for each in drawn.iter("rect"))
    assert short * 4 == pytest.approx(long)
    assert made.not_drawn == ()


@pytest.mark.parametrize(
    "change",
    [(b"barChart", b"pieChart"), (b"<c:v>20</c:v>", b"<c:v>nan</c:v>"), (b"<c:v>20</c:v>", b"<c:v>tjugo</c:v>"),
     (b"<c:v>20</c:v>", b"<c:v>-20</c:v>"), (b"<c:v>20</c:v>", b"<c:v>1e999</c:v>")],
)  # fmt: skip
def test_another_chart_is_its_description_and_said_to_be_in_word(change):
    made = chart(chart_part(bars(20.0, 80.0)).replace(*change))

    assert tree(made).findtext(".//span") == "Andelar av finansieringen"
    assert made.not_drawn == ("Charts other than plain bars are shown in Word.",)


def test_what_is_not_drawn_is_said_once_for_each_kind():
    shape = Xml("<w:r><w:pict/></w:r>")
    maths = Xml(
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
    )
    sheet = Xml("<w:r><w:object/></w:r>")
    sign = Xml('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>')
    made = look(p(shape, shape), p(maths, "=c"), p(sheet), p(sign))

    assert made.not_drawn == (
        "Drawn shapes are shown in Word.",
        "Equations stand here as their letters alone. Word shows them set.",
        "Objects of other programs, such as sheets of Excel, are shown in Word.",
        "Letters of fonts of pictures, such as Wingdings, stand here as frames.",
    )
    assert [each.text_content() for each in tree(made)] == ["", "a+b=c", "", "▯"]


def test_a_box_to_tick_from_a_font_of_pictures_is_a_box():
    made = look(p(Xml('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>')))

    assert tree(made).text_content() == "☒"
