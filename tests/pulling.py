"""Small generated documents, and what a person does to their fields in Word and in LibreOffice."""

import subprocess
from copy import deepcopy
from functools import cache

import wml
from lxml import etree
from wml import STYLES, W, docx, p, signed, tbl, tr

from generator.grant.schema import Data
from generator.grant.schema.errors import validate
from generator.grant.yaml import document as datafile
from generator.located import locate
from generator.render import draw
from generator.template import compile_template
from generator.word.opc.names import SDT_CONTENT, SDTPR, P, qn
from generator.word.opc.package import Package

NS = f'xmlns:w="{W}"'
LISTS = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}{level or ""}"><w:name w:val="{english}{f" {level}" if level else ""}"/>'
    f'<w:pPr><w:numPr><w:ilvl w:val="{max(level - 1, 0)}"/><w:numId w:val="{number}"/></w:numPr></w:pPr></w:style>'
    for name, english, number in (("Punktlista", "List Bullet", 1), ("Numreradlista", "List Number", 2))
    for level in (0, 2, 3)
)


def layout(*blocks, header="{{ applicant.name }}"):
    """A layout with all kinds of fields, list styles and a header; `blocks` come last."""
    rows = tr(
        "{% for a in project.activities %}{{ a.name }}", "{{ a.start }}", "{{ a.responsible }}{% endfor %}"
    )
    return docx(
        p("{{ project.name }} i {{ applicant.name }}"),
        p("Diarienummer {{ case.number }}, {{ case.date|datum }} ({{ case.date }})"),
        p("Moms: {{ applicant.vat_liable }}, typ {{ project.type }}, slut {{ project.period.end|datum }}"),
        p("{{ project.background }}"),
        p("{{ project.problem }}"),
        tbl(tr("Aktivitet", "Start", "Ansvarig"), rows),
        p(
            "{% for c in financing.contributions %}{{ c.financier }}: {{ c.amount|kronor }} ({{ c.amount|tkr }}). {% endfor %}"
        ),
        p("{{ case.need }} – {{ case.signatory.name }}"),
        *blocks,
        styles=STYLES + LISTS,
        numbering=_numbering(),
        header=p(header),
    )


def _numbering():
    looks = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{mark}"/>'
            f'<w:pPr><w:ind w:left="{357 * (i + 1)}" w:hanging="357"/></w:pPr></w:lvl>'
            for i in range(3)
        )
        + "</w:abstractNum>"
        for number, form, mark in ((1, "bullet", "•"), (2, "decimal", "%1."))
    )
    return looks + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))


MARKDOWN_FIELD = "project.background"
DATA = """\
# Ett projekt, med kommentarer som ska stå kvar.
case:
  number: RUN/479/2024   # diariet
  date: 2024-11-22
  need: Ett behov
  signatory:
    title: Chef
applicant:
  name: 'Region Jämtland Härjedalen'
  vat_liable: nej
project:
  name: Planering
  type: förstudie
  period: {end: 2025-05-30}
  background: |
    Ett första
    stycke med **fet** text, bruten över två rader.

    - en punkt
    - en till

    Sedan, i ordning:

    1. ett
    2. två

    Slut.
  activities:
    - name: Kartläggning
      start: 2024-12-02
      responsible: Projektledaren
    - name: Förankring
      start: 2025-01-13
      responsible: Projektledaren
    - name: Rapport
      start: 2025-04-14
      responsible: Projektgruppen

financing:
  contributions:
    - financier: Tillväxtverket
      amount: 300 000
    - financier: Regionen
      amount: "300 000 kronor"
"""


def read(text=DATA, name="data/projekt.yaml"):
    return datafile.read(text.encode() if isinstance(text, str) else text, name)


def generated(file, *, mall=None, data_name="projekt.yaml", shown_by=None):
    """The document of a data file, as `generate` makes it; or as if it had shown the values of another file."""
    drawn = _drawn(file, mall)
    shown = _drawn(shown_by or file, mall).shown
    return signed(drawn.package.to_bytes(), data_name, "mall", shown)


def _drawn(file, mall):
    return draw(_compiled(mall or layout()), dict(locate(validate(file, Data))))


@cache
def _compiled(mall):
    return compile_template(mall, "layout.docx")


def fields(document):
    package = Package.read(document, "x")
    return [field for part in package.stories() for field in wml.fields(package.tree(part))]


def changed(document, change, path="", nth=0, part="word/document.xml"):
    """Let `change` work on the nth control of a path (on the whole part without one)."""
    package = Package.read(document, "x")
    root = package.tree(part)
    found = [field.control for field in wml.fields(root) if field.path == path]
    change(found[nth] if path else root)
    package.put(part, root)
    return package.to_bytes()


def xml(text):
    """Elements of Word's XML; `w:` is known."""
    return list(etree.fromstring(f"<x {NS}>{text}</x>"))


def holding(content):
    """Let a control hold this XML, with the marks that Word leaves; it shows no placeholder any longer."""

    def change(control):
        for mark in control.findall(f"{SDTPR}/{qn('w:showingPlcHdr')}"):
            mark.getparent().remove(mark)
        holder = control.find(SDT_CONTENT)
        holder[:] = xml(content)

    return change


def run(text, look=""):
    said = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r>{look and f"<w:rPr>{look}</w:rPr>"}<w:t xml:space="preserve">{said}</w:t></w:r>'


def typed(document, path, text, nth=0, **more):
    """Type over a field: a control in a text holds a run, one around paragraphs as many paragraphs as lines."""

    def change(control):
        whole = next(control.iter(P), None)
        lines = [run(line) for line in text.split("\n")]
        if whole is None:
            holding("".join(lines))(control)
            return
        props = whole.find(qn("w:pPr"))
        holding("".join(f"<w:p>{line}</w:p>" for line in lines))(control)
        for paragraph in control.iter(P):
            if props is not None:
                paragraph.insert(0, deepcopy(props))

    return changed(document, change, path, nth, **more)


def without_names(document):
    """Take away what LibreOffice 7.4 drops: tags, numbers, marks of placeholders; of a list or a date the title."""
    package = Package.read(document, "x")
    for part in package.stories():
        root = package.tree(part)
        for kind in ("w:dropDownList", "w:date"):
            for properties in root.iterfind(f".//{SDTPR}[{qn(kind)}]"):
                properties[:] = [each for each in properties if each.tag != qn("w:alias")]
        for kind in ("w:rPr", "w:tag", "w:id", "w:showingPlcHdr"):
            for element in root.findall(f".//{SDTPR}/{qn(kind)}"):
                element.getparent().remove(element)
        package.put(part, root)
    return package.to_bytes()


def libreoffice(folder, *paths):
    """Open files in LibreOffice and save them as .docx in a folder, under their names."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = (folder / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "docx"]
    subprocess.run([*command, "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True)
    return [folder / path.name for path in paths]
