"""The checks of Word files in tests/tools find what is wrong: a check that finds nothing anywhere would be none."""

import subprocess
import sys
from pathlib import Path

import pytest
from wml import docx, p

TOOLS = Path(__file__).parents[1] / "tools"
TWICE = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="a"/><w:bookmarkEnd w:id="2"/>'
NO_HEAD = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("tool", "fault", "code"), [("validate_docx", TWICE, "BM-NAME"), ("a11y_docx", NO_HEAD, "TITLE")]
)
def test_a_check_tells_what_is_wrong_and_fails(tmp_path, tool, fault, code):
    path = tmp_path / "wrong.docx"
    path.write_bytes(docx(f"<w:p>{fault}</w:p>" if tool == "validate_docx" else fault, p("slut")))

    done = subprocess.run(
        [sys.executable, TOOLS / f"{tool}.py", path], capture_output=True, text=True, encoding="utf-8"
    )

    assert done.returncode == 1
    assert f"error {code}" in done.stdout
