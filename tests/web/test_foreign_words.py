"""What a file, a form or a clipboard says is text: never a page, a script or an address."""

import json
import re
import shutil
from pathlib import Path

import pytest
from asking import ASKED, EVIL, Asker
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]


@pytest.fixture
def asker(tmp_path_factory):
    """The example's page, in a folder of its own."""
    return Asker(tmp_path_factory.mktemp("folder"))


HTML = {
    "nested": "<b>" * 50_000, "lists": "<ul><li>" * 20_000 + "x", "a list's number": f"<p style='mso-list:l{'9' * 5000} level1'>x",
    "a level": "<p style='mso-list:l1 level999999999'>x", "script": "<script>alert(1)</script><p onclick=x>x",
    "NUL": "<p>\0x", "an address": "<a href='javascript:alert(1)'>x</a>", "entities": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;x",
}  # fmt: skip


@pytest.mark.parametrize("html", HTML)
def test_what_is_pasted_is_text_and_nothing_else(asker, html):
    answer = asker.ask("POST", "/markdown", {"html": HTML[html]})

    text = json.loads(answer.body)["text"]
    assert answer.status == 200
    assert not re.search("script|javascript|onclick|root:|<", text)
    assert len(text) < 100


def test_a_bug_says_so_as_a_page_and_is_no_traceback(tmp_path, monkeypatch):
    asker = Asker(tmp_path)
    monkeypatch.setattr("generator.web.pages.findings.show", lambda *_args: 1 / 0)
    monkeypatch.setattr("generator.system.bugs._logged", lambda _trace: tmp_path / "log")

    answer = asker.ask("GET", "/p/x/findings")

    assert answer.status == 500
    assert b"This is a bug in the program" in answer.body
    assert b"Traceback" not in answer.body
    assert b"ZeroDivision" not in answer.body


def test_a_data_file_of_ten_megabytes_is_refused_with_a_sentence_on_a_page(tmp_path):
    asker = Asker(tmp_path)
    asker.file.write_bytes(b"project:\n  name: " + b"x" * 10_000_000)

    answer = asker.ask("GET", "/p/x/fill")

    assert answer.status in {200, 422}
    assert b"<h1>" in answer.body
    assert b"2 MB" in answer.body
    assert len(answer.body) < 100_000
    assert asker.ask("GET", "/").status == 200


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\xff\xfe",
        b"[" * 10_000,
        b"- a\n",
        b"a: &a [*a]\n",
        b"project: x\n",
        b"x",
        b"budget:\n  lines: x\n",
    ],
)
def test_a_data_file_that_is_none_has_a_page_that_says_so(tmp_path, monkeypatch, data):
    asker = Asker(tmp_path)
    monkeypatch.setattr("generator.system.bugs.problem", lambda error, _file: pytest.fail(repr(error)))
    asker.file.write_bytes(data)

    for page in [
        "fill",
        "findings",
        "word",
        "standing",
        "look/beslut",
        "field",
        "why",
        "edited/beslut",
        "sheet/beslut",
    ]:
        assert asker.ask("GET", f"/p/x/{page}").status in {200, 303, 404, 422}
    assert asker.ask("GET", "/overview").status == 200
    for action, asked in ASKED.items():
        assert asker.told(action, asked)[0] in {200, 400, 404, 409, 422, 423}
    assert asker.file.read_bytes() == data


@pytest.mark.parametrize(
    "name", ['"><script>window.ran=1<', "a'b&c#d%2f", "{{ 7+7 }}", "å ä ö", "%00", "\u202egnp"]
)
def test_the_name_of_a_file_is_text_and_leads_to_it(tmp_path, name):
    asker = Asker(tmp_path)
    try:
        shutil.copy(asker.file, asker.desk.data / f"{name}.yaml")
    except OSError:
        pytest.skip("this system has no such names")

    body = asker.ask("GET", "/").body.decode()

    assert "<script>window" not in body
    [address] = [each for each in re.findall(r'<a href="(/p/[^"]*)"', body) if each != "/p/x/"]
    assert asker.ask("GET", address).status in {200, 422}  # Windows has no such name
    assert "<script>window" not in asker.ask("GET", address).body.decode()


def test_a_name_that_is_no_text_hides_no_other(tmp_path):
    asker = Asker(tmp_path)
    try:
        (Path(asker.desk.data) / "\udcff.yaml").write_bytes(b"")
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")

    assert b'href="/p/x/"' in asker.ask("GET", "/").body


def texts_of(value, path=""):
    if isinstance(value, dict):
        for name, each in value.items():
            yield from texts_of(each, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from texts_of(each, f"{path}.{number}")
    elif isinstance(value, str):
        yield path


def evil_data(asker, *, readable):
    """Return the example with all texts hostile; `readable`: those only that the schema takes so."""
    values = asker.desk.project(asker.file).values

    def takes(path):
        try:
            values.parsed(path, EVIL)
        except ValueError:
            return False
        return True

    paths = [path for path in texts_of(values.file.values) if not path.startswith(("documents", "ignore"))]
    found = values.file.put_all({path: EVIL for path in paths if not readable or takes(path)})
    assert found.count("window.ran") > 100
    return found


def test_of_a_data_file_that_is_hostile_throughout_each_page_is_text(asker, tmp_path):
    other = Asker(tmp_path)
    other.file.write_text(evil_data(other, readable=False), "utf-8")

    for answer in pages(other):
        assert answer.status in {200, 422}
        assert b"<script>window" not in answer.body
        assert b"<img src=x" not in answer.body


def pages(asker):
    yield asker.ask("GET", "/overview")
    for page in "fill", "fill/pengar", "fill/anslag11", "findings", "word", "standing", "edited/beslut":
        yield asker.ask("GET", f"/p/x/{page}")
    for form in "beslut", "anslag11":
        yield asker.ask("GET", f"/p/x/look/{form}")
        yield asker.ask("GET", f"/p/x/sheet/{form}")


def test_of_a_form_that_is_hostile_each_page_is_text(tmp_path):
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    for form in templates.glob("*/form.yaml"):
        titled = re.sub(
            r"(?m)^( +(?:- )?(?:title|help|why|message): )[^\"'>|{\[\n][^{}\n]*$",
            r"\1'<img src=x onerror=alert(1)>'",
            form.read_text("utf-8"),
        )
        form.write_text(titled, "utf-8")
    found = list(pages(Asker(tmp_path, templates)))

    assert {each.status for each in found} == {200}
    assert sum(b"lt;img src=x" in each.body for each in found) == 4
    assert not any(b"<img src=x" in each.body for each in found)


@pytest.fixture
def evil(program, asker):
    """The program with a hostile data file."""
    text = evil_data(asker, readable=True)
    (program.data / "strategisk-planering.yaml").write_text(text, "utf-8")
    return program


def test_a_hostile_data_file_runs_nothing_and_asks_for_nothing_on_any_page(evil, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(evil.start())
    own = re.match("http://[^/]+/", page.url)[0]
    base = f"{own}p/strategisk-planering/"
    page.wait_for_url(own)
    page.goto(base)
    links = [each.get_attribute("href") for each in page.locator("#themes a").all()]

    for link in [*links, f"{base}findings", f"{base}word", own]:
        page.goto(own.rstrip("/") + link if link.startswith("/") else link)
        if page.locator("#paper").count():
            expect(page.locator("#paper")).not_to_be_empty()
        assert page.evaluate("[window.ran, document.querySelectorAll('img[src=x]').length]") == [None, 0]
    page.goto(base)
    for each in page.locator("#which option").all():
        page.locator("#which").select_option(each.get_attribute("value"))
        expect(page.locator("#paper")).to_contain_text("onerror")
        assert page.evaluate("[window.ran, document.querySelectorAll('img[src=x]').length]") == [None, 0]
    page.goto(f"{base}sheet/tillvaxtverket")
    assert page.evaluate("[window.ran, document.querySelectorAll('img[src=x]').length]") == [None, 0]
    assert {re.match(r"\w+:(//[^/]+/)?", each)[0] for each in asked} <= {own, "data:"}
