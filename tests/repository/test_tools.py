"""The checks of Word files and of pages find what is wrong: a check that finds nothing anywhere would be none."""

import subprocess
import sys
from pathlib import Path

import pytest
from axe import axe, incomplete
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


WRONG = """<!doctype html><html lang="sv"><title>Fel</title><main><h1>Fel</h1><img src="#" alt="">
<a href="#a" style="font-size: 8px">a</a> <a href="#b" style="font-size: 8px">b</a>
<button></button><p style="background-image: linear-gradient(red, blue)">Text</p></main>"""


def test_axe_tells_what_is_wrong_and_what_it_cannot_decide_under_a_policy_too(page):
    page.route(
        "http://page.invalid/",
        lambda route: route.fulfill(
            body=WRONG, content_type="text/html", headers={"Content-Security-Policy": "script-src 'none'"}
        ),
    )
    page.goto("http://page.invalid/")

    assert {line.partition(":")[0] for line in axe(page)} == {"button-name", "target-size"}
    assert [line for line in incomplete(page) if line.startswith("color-contrast: ")]


def test_what_a_page_may_not_do_and_an_error_in_its_script_are_heard(page, complaints):
    policy = '<meta http-equiv="Content-Security-Policy" content="img-src \'none\'">'
    page.set_content(f"{policy}<img src='https://example.invalid/x.png'><script>oj()</script>")
    page.evaluate("1")  # what is heard before an answer comes before it

    refused, error = sorted(complaints)
    assert "https://example.invalid/x.png" in refused
    assert "oj is not defined" in error
    complaints.clear()
