"""A PDF is made without any connection: LibreOffice gets nothing to fetch, and fetches nothing."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from active import EXTERNAL, OFFICE, added, attached, field, part, relationship, vml
from wml import docx, p

from generator.pdf import office, to_pdf

pytestmark = pytest.mark.office


@pytest.fixture
def listening():
    """A server that notes each request, and its address."""
    asked = []

    class Noting(BaseHTTPRequestHandler):
        def _note(self):
            asked.append((self.command, self.path))
            self.send_error(404)

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = _note

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def fetching(address):
    """A document that asks for something at the address in each way that is known."""
    drawn = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<wp:extent cx="900000" cy="900000"/><wp:docPr id="9" name="x" descr="x"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="9" name="x"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{OFFICE}" r:link="evil"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    imported = f'<w:altChunk xmlns:r="{OFFICE}" r:id="html"/>'
    page = f'<html><head><link rel="stylesheet" href="{address}/a.css"></head><body><img src="{address}/a.png">x</body></html>'
    return added(
        docx(p("Hej"), p("slut")),
        relations=[
            relationship(f"{OFFICE}/image", f"{address}/blip.png", EXTERNAL),
            relationship(f"{OFFICE}/aFChunk", "a.htm", name="html"),
        ],
        parts=[part("word/a.htm", "text/html", page)],
        inside=drawn
        + imported
        + vml(f'src="{address}/src.png"')["inside"]
        + vml(f'o:href="{address}/href.png"')["inside"]
        + "".join(field(f' {name} "{address}/{name}" ') for name in ("INCLUDEPICTURE", "INCLUDETEXT", "LINK Word.Document.12", "RD")),
        **attached(f"{address}/a.dotm"),
    )  # fmt: skip


def test_no_connection_is_opened_for_what_a_document_fetches(tmp_path, listening):
    address, asked = listening
    (tmp_path / "ut.docx").write_bytes(fetching(address))

    printed, problems = to_pdf([tmp_path / "ut.docx"])

    assert [each.state for each in printed] == ["written"], problems
    assert asked == []


def test_libreoffice_itself_fetches_nothing_that_is_left_in_a_copy(tmp_path, listening):
    address, asked = listening
    (tmp_path / "1.docx").write_bytes(fetching(address))

    assert office.convert(office.find(), [tmp_path / "1.docx"], tmp_path, 120) == ""

    assert (tmp_path / "1.pdf").exists()
    assert asked == []


def test_without_these_settings_it_would(tmp_path, listening, monkeypatch):
    """The two tests above can fail."""
    address, asked = listening
    monkeypatch.setattr(office, "_SETTINGS", {})
    (tmp_path / "1.docx").write_bytes(fetching(address))

    office.convert(office.find(), [tmp_path / "1.docx"], tmp_path, 120)

    assert ("GET", "/blip.png") in asked
