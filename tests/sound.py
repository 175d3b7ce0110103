"""Checks that a written .docx is a sound one: `sound(data)` fails the test with what is wrong."""

import subprocess
import sys
import tempfile
from pathlib import Path

from openxml_audit import OpenXmlValidator

_TOOL = Path(__file__).parent / "tools" / "validate_docx.py"
_NOT_NEEDED = "Sem_MissingRelationshipType"  # the small documents of the tests have no theme and no fonts


def sound(data: bytes) -> bytes:
    """Return the document when the validator of the schema finds nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.docx"
        path.write_bytes(data)
        found = OpenXmlValidator().validate(str(path)).errors
        wrong = [
            f"{error.part_uri} {error.path}: {error.description}"
            for error in found
            if error.id != _NOT_NEEDED
        ]
        assert not wrong, wrong
    return data


def strictly_sound(*documents: bytes) -> None:
    """Check the package and what Word enforces and a schema cannot say."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.docx" for number in range(len(documents))]
        for path, data in zip(paths, documents, strict=True):
            path.write_bytes(data)
        done = subprocess.run(
            [sys.executable, _TOOL, *paths], capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stdout) == (0, ""), done.stdout
