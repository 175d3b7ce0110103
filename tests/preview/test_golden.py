"""A small document as a whole, to be read: pytest --update-golden writes it anew."""

from generator import language
from generator.preview import preview
from generator.word.opc.package import Package
from tests.preview.examples import ROOT
from tests.preview.page import readable
from tests.wml import STYLES, Xml, b, docx, p, r, sdt, tbl, tr

GOLDEN = ROOT / "tests" / "golden" / "preview.html"
LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/><w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr></w:lvl>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVEL.format("decimal", "%1.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{LEVEL.format("decimal", "Mål %1")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def listed(number, *pieces):
    return p(*pieces, props=f'<w:numPr><w:numId w:val="{number}"/></w:numPr>')


def test_a_small_document_is_as_it_was_reviewed(request):
    language.use("sv")
    made = preview(Package.read(small_document(), "x"))
    text = f"<style>\n{made.style}</style>\n{readable(made.html)}{made.not_drawn}\n"

    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def small_document():
    head = Xml(tr("Aktivitet", "Kronor").replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>"))
    missing = sdt(
        r("[project.purpose]", '<w:rStyle w:val="Platshllare"/>'),
        tag="project.purpose",
        kind="<w:showingPlcHdr/>",
    )
    stop = '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs>'
    return docx(
        p("Om projektet", style="Rubrik1"),
        p("Projektet heter ", sdt("Vatten & land", tag="project.name"), ". ", b("Syfte:"), " ", missing),
        listed(1, "Först"), listed(1, "sedan"), listed(2, sdt("Renare sjöar", tag="project.goals.0.goal")),
        tbl(head, tr(p(sdt("Provtagning", tag="project.activities.0.name")), p("70 000", props='<w:jc w:val="right"/>'))),
        sdt(p("Ett långt svar"), p("i två stycken."), tag="project.problem", block=True),
        p(r("Ny text", '<w:highlight w:val="yellow"/>'),
          Xml(f'<w:ins w:id="1" w:author="Åsa">{r(" till")}</w:ins>'), Xml("<w:r><w:pict/></w:r>")),
        styles=STYLES, numbering=NUMBERING,
        header=p(sdt("Region Norr", tag="applicant.name"), Xml("<w:r><w:tab/></w:r>"), "Utkast", props=stop),
    )  # fmt: skip
