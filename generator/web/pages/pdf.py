"""The true pages of a document as it becomes, printed by LibreOffice."""

from __future__ import annotations

import tempfile
from pathlib import Path

from generator.pdf import to_pdf
from generator.run.generate import rendered
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response
from generator.web.opened import Opened
from generator.web.pages.look import document_called, readable


def show(_request: Request, _desk: Desk, project: Opened, name: str = "") -> Response:
    """Return the PDF of a document; raise RefusedError with the reason when there is no LibreOffice."""
    made = readable(rendered, document_called(project, name), project.path.name)
    return Response(200, _printed(made.data), (("Content-Type", "application/pdf"),))


def _printed(document: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="ansokan-") as folder:
        file = Path(folder) / "document.docx"
        file.write_bytes(document)
        printed, problems = to_pdf([file])
        if not printed:
            raise RefusedError(422, "\n".join(each.message for each in problems))
        return printed[0].path.read_bytes()
