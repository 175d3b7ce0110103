"""The PDF files: fit for everyone and for the archive, the same bytes, and what goes wrong said clearly."""

import concurrent.futures
import io
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import docx
import page
import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from edited import parts_of, zipped
from PIL import Image

from generator.pdf import Printed, to_pdf
from generator.pdf.repair import _figures
from generator.pdf.seal import is_sealed

ROOT = Path(__file__).parents[2]
THREE = ["anslag11", "beslut", "tillvaxtverket"]
TITLE = "Dnr & <titel> – åäö"
fakes = pytest.mark.skipif(os.name == "nt", reason="the fakes are scripts with a #! line")


def generated(data, folder, *how):
    """Return the three documents that the command line makes of a data file."""
    chosen = [word for name in THREE for word in ("--document", name)]
    command = [
        sys.executable,
        "-m",
        "generator",
        "generate",
        str(data),
        "--output",
        str(folder),
        *chosen,
        *how,
    ]
    done = subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    home = folder / data.stem / "slutlig" if how else folder / data.stem
    return [next(home.glob(f"*{name}*.docx")) for name in THREE]


@pytest.fixture(scope="module")
def drafts(tmp_path_factory):
    """The example's three drafts, printed."""
    made = generated(ROOT / "data" / "strategisk-planering.yaml", tmp_path_factory.mktemp("drafts"))
    printed, problems = to_pdf(made)
    assert not problems
    return [each.path for each in printed]


def memo(path, *, alt="En röd ruta", title=TITLE):
    """Write a Word file with what people put into one: links, a picture, a table, a comment, a tracked change."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.language, properties.author = title, "en-GB", "Enheten"
    document.styles.add_style("Hyperlink", 2)
    document.add_heading("Rubrik", 1)
    for address in ("https://example.org/", "bilagor/annan.docx"):
        paragraph = document.add_paragraph("Se ")
        name = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = f'<w:hyperlink {nsdecls("w", "r")} r:id="{name}"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>{address}</w:t></w:r></w:hyperlink>'
        paragraph._p.append(parse_xml(link))
    picture = io.BytesIO()
    Image.new("RGBA", (40, 20), (200, 30, 30, 128)).save(picture, "PNG")
    shape = document.add_picture(picture)
    shape._inline.docPr.set("descr", alt)
    document.add_table(2, 2, style="Table Grid").cell(0, 0).text = "cell"
    commented = document.add_paragraph().add_run("kommenterad")
    document.add_comment(commented, "en anmärkning", "Anna", "A")
    inserted = f'<w:ins {nsdecls("w")} w:id="9" w:author="Anna" w:date="2025-01-01T00:00:00Z"><w:r><w:t>nytt</w:t></w:r></w:ins>'
    document.add_paragraph("ändrat ")._p.append(parse_xml(inserted))
    document.save(path)
    return path


def control(path, *, prompt):
    """Write a Word file with one content control that shows a prompt."""
    document = docx.Document()
    document.core_properties.title = "Fält"
    document.styles.add_style("PlaceholderText", 2).font.color.rgb = docx.shared.RGBColor(0, 0, 255)
    xml = f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Namn"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{prompt}</w:t></w:r></w:sdtContent></w:sdt>'
    document.add_paragraph()._p.append(parse_xml(xml))
    document.save(path)
    return path


def with_a_chart(folder):
    """Return an application of the example with two more financiers: four have a chart."""
    text = (ROOT / "data" / "strategisk-planering.yaml").read_text(encoding="utf-8")
    more = "".join(
        f"    - financier: {name}\n      sector: offentlig\n      form: kontanta medel\n      amount: 75 000\n"
        for name in ("Norra kommunen", "Södra kommunen")
    )
    data = folder / "fyra.yaml"
    text = text.replace("      amount: 300 000\n", "      amount: 225 000\n")
    text = text.replace("      amount: 300 000 ", "      amount: 225 000 ")
    data.write_text(text.replace("  contributions:\n", f"  contributions:\n{more}"), encoding="utf-8")
    return generated(data, folder)[0]


def read_back(printed):
    """Return the text of a PDF, as another program reads it."""
    command = ["pdftotext", str(printed.path), "-"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def failures(path):
    return [
        f"{profile}: {failure.rule_id}: {failure.message}"
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2B)
        for failure in page.validate_pdf(path, profile=profile).failures
    ]


def codes(problems):
    return [problem.code for problem in problems]


def elements(root):
    if isinstance(root, pikepdf.Array):
        for each in root:
            yield from elements(each)
    elif isinstance(root, pikepdf.Dictionary):
        yield root
        yield from elements(root.get("/K"))


def operators(pdf):
    return [
        (str(each.operator), [float(number) for number in each.operands])
        for sheet in pdf.pages
        for each in pikepdf.parse_content_stream(sheet, "rg")
    ]


def fake(folder, script):
    """Write a program that stands in for LibreOffice: a Python script."""
    path = folder / "fake-office"
    path.write_text(
        f"#!{sys.executable}\nimport os, pathlib, subprocess, sys, time\n{script}\n", encoding="utf-8"
    )
    path.chmod(0o755)
    return path


WRITES = """
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
for name in sys.argv[sys.argv.index("--outdir") + 2:]:
    (folder / pathlib.Path(name).with_suffix(".pdf").name).write_bytes({data!r})
"""


@pytest.mark.office
@pytest.mark.parametrize("number", range(3), ids=THREE)
def test_a_generated_document_is_accessible_and_fit_for_the_archive(drafts, number):
    assert failures(drafts[number]) == []


@pytest.mark.office
@pytest.mark.parametrize("number", range(3), ids=THREE)
def test_a_generated_document_has_tags_language_title_and_bookmarks(drafts, number):
    with pikepdf.open(drafts[number]) as pdf, pdf.open_outline() as outline:
        kinds = {str(each.S) for each in elements(pdf.Root.StructTreeRoot) if "/S" in each}
        assert pdf.Root.MarkInfo.Marked
        assert {"/Document", "/H1", "/H2", "/L"} <= kinds
        assert str(pdf.Root.Lang) == "sv-SE"
        assert "Strategisk planering" in str(pdf.docinfo["/Title"])
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert [chapter.title for chapter in outline.root[0].children]
        assert str(pdf.Root.PageMode) == "/UseOutlines"
        assert "/AcroForm" not in pdf.Root


@pytest.mark.office
def test_the_contents_of_a_pdf_name_the_page_of_each_heading(drafts):
    path = next(path for path in drafts if path.stem == "tillvaxtverket")
    said = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    on_page = said.split("\f")
    entries = re.findall(r"^(\S.*?)\s*\.{5,}\s*(\d+)$", on_page[0], re.MULTILINE)

    assert len(entries) > 8
    for heading, number in entries:
        assert re.search(rf"^{re.escape(heading)}$", on_page[int(number) - 1], re.MULTILINE), heading


@pytest.mark.office
def test_finals_and_empty_forms_pass_too(tmp_path):
    finals = generated(ROOT / "data" / "strategisk-planering.yaml", tmp_path / "ut", "--final")
    blank = tmp_path / "tom.yaml"
    subprocess.run(
        [sys.executable, "-m", "generator", "new", str(blank)], cwd=ROOT, check=True, capture_output=True
    )

    printed, problems = to_pdf([*finals, *generated(blank, tmp_path / "ut")])

    assert not problems
    assert len({each.path for each in printed}) == 6
    assert [failure for each in printed for failure in failures(each.path)] == []


@pytest.mark.office
def test_what_people_add_in_word_passes_too(tmp_path):
    printed, problems = to_pdf([memo(tmp_path / "åäö 'x' & y.docx")])

    assert not problems
    assert failures(printed[0].path) == []
    with pikepdf.open(printed[0].path) as pdf:
        links = sorted(str(each.A.URI) for each in pdf.pages[0].Annots)
        assert links == ["bilagor/annan.docx", "https://example.org/"]  # not where the copy lay
        assert str(pdf.docinfo["/Title"]) == TITLE
        assert str(pdf.docinfo["/Author"]) == "Enheten"
        assert str(pdf.Root.Lang) == "en-GB"


@pytest.mark.office
def test_a_document_without_a_title_is_called_by_its_file_name(tmp_path):
    printed, _ = to_pdf([memo(tmp_path / "Ett PM.docx", title="")])

    with pikepdf.open(printed[0].path) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Ett PM"
    assert failures(printed[0].path) == []


@pytest.mark.office
def test_charts_have_the_descriptions_that_they_have_in_word(tmp_path):
    (printed,), problems = to_pdf([with_a_chart(tmp_path)])

    assert not problems
    with pikepdf.open(printed.path) as pdf:
        found = [str(each.get("/Alt", "")) for each in _figures(pdf)]
    assert [words[:36] for words in found] == ["Liggande staplar: Tillväxtverket 37,"]


@pytest.mark.office
def test_the_first_cell_of_a_row_is_its_heading_and_the_cells_of_the_first_row_those_of_columns(drafts):
    with pikepdf.open(drafts[THREE.index("anslag11")]) as pdf:
        tables = [each for each in elements(pdf.Root.StructTreeRoot) if each.get("/S") == "/Table"]
        rows = [
            [str(cell.S) for cell in elements(row) if cell.get("/S") in {"/TH", "/TD"}]
            for table in tables
            for row in elements(table)
            if row.get("/S") == "/TR"
        ]
        scopes = {
            str(each.A.Scope)
            for each in elements(pdf.Root.StructTreeRoot)
            if each.get("/S") == "/TH" and isinstance(each.get("/A"), pikepdf.Dictionary)
        }

    assert len(tables) > 10
    assert {row[0] for row in rows} == {"/TH"}
    assert ["/TH", "/TD"] in rows
    assert "/Row" in scopes


@pytest.mark.office
def test_the_time_plan_of_thirty_activities_names_all_of_them_and_repeats_its_months(tmp_path):
    text = (ROOT / "data" / "strategisk-planering.yaml").read_text(encoding="utf-8")
    before, _, after = text.partition("  activities:\n")
    days = "\n      start: 2025-02-01\n      end: 2025-05-30\n"
    many = "".join(f"    - name: Steg nummer {number}{days}" for number in range(1, 31))
    after = re.sub(r"\n      activity: .*", "", after[re.search(r"^  \w", after, re.MULTILINE).start() :])
    data = tmp_path / "stor.yaml"
    data.write_text(f"{before}  activities:\n{many}{after}", encoding="utf-8")

    (printed,), problems = to_pdf([generated(data, tmp_path)[0]])

    assert not problems
    said = read_back(printed)
    assert [number for number in range(1, 31) if len(re.findall(rf"Steg nummer {number}\b", said)) != 2] == []
    assert said.count("●") == 30 * 4 + 1
    plan = [page for page in said.split("\f") if "●" in page]
    assert all(re.search(r"^feb$", page, re.MULTILINE) for page in plan)


@pytest.mark.office
def test_a_picture_without_description_is_told_of(tmp_path):
    printed, problems = to_pdf([memo(tmp_path / "a.docx", alt="")])

    assert len(printed) == 1
    assert [(each.level, each.code) for each in problems] == [("warning", "pdf-picture-mute")]


@pytest.mark.office
def test_a_prompt_keeps_its_look_and_is_no_form_field(tmp_path):
    printed, _ = to_pdf([control(tmp_path / "a.docx", prompt="Klicka och skriv")])

    with pikepdf.open(printed[0].path) as pdf:
        assert ("rg", [0, 0, 1]) in operators(pdf)
        assert "/AcroForm" not in pdf.Root
        assert "/Annots" not in pdf.pages[0]


@pytest.mark.office
def test_the_same_document_gives_the_same_bytes_and_an_untouched_file(drafts, tmp_path, monkeypatch):
    copies = [shutil.copy(path.with_suffix(".docx"), tmp_path) for path in drafts]
    time.sleep(1.1)  # PDF dates count seconds
    first, _ = to_pdf([Path(copy) for copy in copies])
    before = {each.path: each.path.stat().st_mtime_ns for each in first}
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # another user, who has made none of them
    (tmp_path / "cache").mkdir()
    second, _ = to_pdf([Path(copy) for copy in copies])

    assert [each.path.read_bytes() for each in first] == [path.read_bytes() for path in drafts]
    assert [each.state for each in second] == ["unchanged"] * 3
    assert {each.path: each.path.stat().st_mtime_ns for each in second} == before


@pytest.mark.office
def test_an_unchanged_document_is_not_converted_again_and_its_problems_are_named_again(tmp_path, monkeypatch):
    path = memo(tmp_path / "a.docx", alt="")
    (tmp_path / ".generated").mkdir()  # the document is one that was generated here
    first, problems = to_pdf([path])
    made = first[0].path.read_bytes()
    monkeypatch.setattr("generator.pdf.convert", lambda *_: pytest.fail("it is converted"))

    assert to_pdf([path]) == ([Printed(tmp_path / "a.pdf", "unchanged")], problems)
    assert codes(problems) == ["pdf-picture-mute"]
    monkeypatch.undo()
    first[0].path.unlink()
    assert to_pdf([path])[0] == [Printed(tmp_path / "a.pdf", "written")]
    assert first[0].path.read_bytes() == made


@pytest.mark.office
def test_a_figure_is_written_in_swedish_whatever_the_language_of_the_machine(tmp_path, monkeypatch):
    made = with_a_chart(tmp_path)
    parts = parts_of(made.read_bytes())
    chart = next(name for name in parts if b"<c:dLbl>" in parts[name])
    # as when a person in Word lets the chart write its own numbers
    parts[chart] = re.sub(rb"<c:dLbl>.*</c:dLbl>", b"", parts[chart]).replace(b"General", b"0.0%")
    made.write_bytes(zipped(parts))
    monkeypatch.setenv("LC_ALL", "C")

    (printed,), problems = to_pdf([made])

    assert not problems
    text = read_back(printed)
    assert "37,5%" in text
    assert "37.5" not in text


@pytest.mark.office
def test_dates_are_the_documents_own_and_else_those_of_the_environment(tmp_path, monkeypatch):
    path = memo(tmp_path / "a.docx")
    document = docx.Document(path)
    for entry in list(document.core_properties._element):
        if entry.tag.endswith("created"):
            document.core_properties._element.remove(entry)
    document.core_properties.modified = datetime(2024, 11, 22, 10, tzinfo=UTC)
    document.save(path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    printed, _ = to_pdf([path])

    with pikepdf.open(printed[0].path) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20231114221320Z"
        assert str(pdf.docinfo["/ModDate"]) == "D:20241122100000Z"
    assert failures(printed[0].path) == []


@pytest.mark.office
def test_two_runs_at_once_both_succeed(tmp_path):
    script = "import sys; from pathlib import Path; from generator.pdf import to_pdf; print(*to_pdf([Path(sys.argv[1])]))"
    paths = [memo(tmp_path / f"{number}.docx") for number in range(2)]

    def run(path):
        return subprocess.run(
            [sys.executable, "-c", script, str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )

    with concurrent.futures.ThreadPoolExecutor() as pool:
        done = list(pool.map(run, paths))

    assert all("state='written'" in each.stdout and each.stdout.endswith("[]\n") for each in done)
    assert all(path.with_suffix(".pdf").exists() for path in paths)


@pytest.mark.office
def test_a_broken_document_does_not_stop_the_others(tmp_path):
    (tmp_path / "b.docx").write_bytes(b"no zip")
    paths = [
        memo(tmp_path / "a.docx"),
        tmp_path / "b.docx",
        tmp_path / "gone.docx",
        memo(tmp_path / "c.docx"),
    ]

    printed, problems = to_pdf(paths)

    assert [each.path.name for each in printed] == ["a.pdf", "c.pdf"]
    assert [problem.file for problem in problems] == [str(paths[1]), str(paths[2])]


@pytest.mark.office
@fakes
def test_one_that_brings_libreoffice_down_does_not_take_the_others_with_it(tmp_path):
    real = shutil.which("soffice")
    office = fake(
        tmp_path,
        f"if any(name.endswith('2.docx') for name in sys.argv):\n    print('crash', file=sys.stderr); sys.exit(139)\n"
        f"os.execv({real!r}, ['soffice', *sys.argv[1:]])",
    )
    paths = [memo(tmp_path / f"{name}.docx") for name in "abc"]

    printed, problems = to_pdf(paths, office=office)

    assert [each.path.name for each in printed] == ["a.pdf", "c.pdf"]
    assert [(each.code, each.file) for each in problems] == [("pdf-not-made", str(paths[1]))]
    assert "(exit code 139: “crash”)" in problems[0].message


@pytest.mark.office
def test_a_pdf_that_people_changed_is_left_as_it_is(tmp_path):
    path = memo(tmp_path / "a.docx")
    printed, _ = to_pdf([path])
    ours = printed[0].path.read_bytes()
    noted = ours + b"% a note\n"
    printed[0].path.write_bytes(noted)

    again, problems = to_pdf([path])

    assert is_sealed(ours)
    assert again == []
    assert codes(problems) == ["pdf-not-ours"]
    assert printed[0].path.read_bytes() == noted


@pytest.mark.office
def test_our_own_older_pdf_is_replaced(tmp_path):
    path = memo(tmp_path / "a.docx")
    to_pdf([path])
    memo(path, title="Ny titel")

    printed, problems = to_pdf([path])

    assert not problems
    assert printed == [Printed(tmp_path / "a.pdf", "written")]


@pytest.mark.office
def test_a_pdf_open_in_another_program_is_told_of(tmp_path):
    path = memo(tmp_path / "a.docx")
    (tmp_path / ".~lock.a.pdf#").touch()

    printed, problems = to_pdf([path])

    assert printed == []
    assert codes(problems) == ["file-open"]


@pytest.mark.office
def test_nothing_but_the_pdf_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    (tmp_path / "docs").mkdir()

    to_pdf([memo(tmp_path / "docs" / "a.docx")])

    assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == ["a.docx", "a.pdf"]
    assert [path for path in (tmp_path / "temp").iterdir() if path.name.startswith("ansokan-")] == []


def test_libreoffice_missing_is_told_of(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("generator.pdf.office._usual_places", list)

    printed, problems = to_pdf([memo(tmp_path / "a.docx")])

    assert (printed, codes(problems)) == ([], ["office-missing"])
    assert "--office" in problems[0].message


def test_an_office_that_is_not_there_is_told_of(tmp_path):
    printed, problems = to_pdf([memo(tmp_path / "a.docx")], office=tmp_path / "soffice")

    assert (printed, codes(problems)) == ([], ["office-missing"])
    assert str(tmp_path / "soffice") in problems[0].message


def test_pikepdf_missing_is_told_of(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pikepdf", None)

    printed, problems = to_pdf([memo(tmp_path / "a.docx")])

    assert (printed, codes(problems)) == ([], ["pdf-extra-missing"])
    assert f"{sys.executable} -m pip install pikepdf" in problems[0].message


@fakes
def test_one_that_takes_too_long_is_stopped_with_all_that_it_started(tmp_path):
    child = tmp_path / "child"
    office = fake(
        tmp_path,
        f"sleeper = subprocess.Popen(['sleep', '60'])\n"
        f"pathlib.Path({str(child)!r}).write_text(str(sleeper.pid))\nsleeper.wait()",
    )
    start = time.monotonic()

    printed, problems = to_pdf(
        [memo(tmp_path / "a.docx"), memo(tmp_path / "b.docx")], office=office, timeout=1.5
    )

    assert (printed, codes(problems)) == ([], ["office-slow"])
    assert time.monotonic() - start < 10
    assert is_gone(int(child.read_text(encoding="utf-8")))


@pytest.mark.office
@fakes
def test_what_was_made_before_time_ran_out_is_kept(drafts, tmp_path):
    office = fake(tmp_path, f"sys.argv.pop()\n{WRITES.format(data=drafts[1].read_bytes())}\ntime.sleep(60)")
    paths = [memo(tmp_path / "a.docx"), memo(tmp_path / "b.docx")]

    printed, problems = to_pdf(paths, office=office, timeout=3)

    assert [each.path.name for each in printed] == ["a.pdf"]
    assert codes(problems) == ["office-slow"]


def is_gone(process):
    for _attempt in range(50):
        with suppress(ChildProcessError):
            os.waitpid(process, os.WNOHANG)
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


@fakes
@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        ("", "pdf-not-made", "made no PDF of the document. Open"),
        ("print('no space', file=sys.stderr); sys.exit(3)", "pdf-not-made", "(exit code 3: “no space”)"),
        (WRITES.format(data=b"junk"), "pdf-broken", "cannot be read"),
    ],
    ids=["writes nothing", "fails", "writes junk"],
)
def test_an_office_that_does_not_do_its_work_is_told_of(tmp_path, script, code, said):
    paths = [memo(tmp_path / "a.docx"), memo(tmp_path / "b.docx")]

    printed, problems = to_pdf(paths, office=fake(tmp_path, script))

    assert printed == []
    assert [(each.code, each.file) for each in problems] == [(code, str(path)) for path in paths]
    assert said in problems[0].message


@fakes
def test_an_office_that_cannot_be_started_is_told_of(tmp_path):
    office = fake(tmp_path, "")
    office.write_bytes(b"\x7fELF")

    printed, problems = to_pdf([memo(tmp_path / "a.docx")], office=office)

    assert (printed, codes(problems)) == ([], ["office-unstartable"])


@fakes
def test_what_was_not_made_accessible_is_not_said_to_be(tmp_path):
    plain = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)

    printed, problems = to_pdf(
        [memo(tmp_path / "a.docx")], office=fake(tmp_path, WRITES.format(data=plain.getvalue()))
    )

    assert (printed, codes(problems)) == ([], ["office-too-old"])


@fakes
def test_libreoffice_is_not_started_for_nothing(tmp_path):
    office = fake(tmp_path, f"pathlib.Path({str(tmp_path / 'started')!r}).touch()")
    (tmp_path / "a.docx").write_bytes(b"no zip")

    printed, problems = to_pdf([tmp_path / "a.docx"], office=office)

    assert (printed, codes(problems)) == ([], ["docx-not-word"])
    assert not (tmp_path / "started").exists()


@pytest.mark.office
def test_no_stream_ends_with_a_carriage_return(drafts):
    from generator.pdf.repair import _end_streams_clearly

    with pikepdf.open(drafts[1]) as pdf:
        stream = next(
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Filter") == "/FlateDecode"
        )
        text, raw = stream.read_bytes(), stream.read_raw_bytes()
        stream.write(raw + b"\r", filter=pikepdf.Name.FlateDecode)
        _end_streams_clearly(pdf)

        assert stream.read_raw_bytes() == raw + b"\r\0"
        assert stream.read_bytes() == text
    assert not any(re.search(rb"\r\nendstream", path.read_bytes()) for path in drafts)
