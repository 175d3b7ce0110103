"""What makes no sense is refused with a sentence; what a file says is never a page, a script or an address."""

import json
import re
import shutil
from pathlib import Path

import pytest
from asking import Asker
from playwright.sync_api import expect

EVIL = """"'><img src=x onerror="window.ran=1"><script>window.ran=1</script></script></textarea>{{ 7*7 }}{% if %}&amp;"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        yield Asker(tmp_path_factory.mktemp("folder")), patch


@pytest.fixture
def asker(shared, monkeypatch):
    """The example's page; a bug that is written in a log fails the test, and so does what is written in the file."""
    found = shared[0]
    before = found.file.read_bytes()

    def fails(error, _file):
        raise AssertionError from error

    monkeypatch.setattr("generator.system.bugs.problem", fails)
    yield found
    assert found.file.read_bytes() == before


WEIRD = {
    "nothing": None, "a list": [], "a list of texts": ["a"], "a group": {}, "true": True, "negative": -1, "huge": 10**30,
    "a fraction": 1.5, "endless": float("inf"), "no number": float("nan"), "half a sign": "\ud800", "NUL": "\0",
    "long": "a" * 10_000, "deep": "a." * 20_000, "class": "__class__", "init": "project.__init__", "model": "project.model_fields",
    "two dots": "a..b", "a dot": ".", "up": "../x", "a group's path": "project", "a list's path": "project.goals",
    "an item's path": "project.goals.0", "an item that is not there": "project.goals.99999999.goal",
    "an item before the first": "project.goals.-1.goal", "a value's inside": "project.name.x", "a value's item": "project.name.0.x",
    "a digit that is none": "project.goals.².goal", "an Arabic digit": "project.goals.٣.goal", "HTML": EVIL,
}  # fmt: skip
ASKED = {
    "put": {"path": "project.name", "value": "v", "seen": "other", "mark": ""},
    "draft": {"path": "nothing", "value": "v", "seen": ""},
    "rows": {"list": "nothing", "how": "move", "index": 0, "to": 0, "mark": "MARK"},
    "paste": {"list": "nothing", "row": 0, "keys": ["unit"], "text": "a", "mark": "MARK"},
    "undo": {"step": 1}, "seen": {"step": 1}, "silence": {"check": "x", "at": "project.name", "reason": "r"},
    "speak": {"row": 999, "mark": "MARK"}, "sums": {"texts": {"project.name": "v"}}, "again": {"theme": ""},
    "home": {"chosen": ["x"]}, "open": {"form": "x", "which": "draft", "kind": "docx"}, "print": {"form": "x", "which": "draft"},
}  # fmt: skip


@pytest.mark.parametrize("weird", WEIRD)
@pytest.mark.parametrize("action", ASKED)
def test_a_question_of_the_wrong_kind_is_refused_with_a_sentence_and_writes_nothing(asker, action, weird):
    whole = {name: asker.mark if value == "MARK" else value for name, value in ASKED[action].items()}
    for name in whole:
        status, answer = asker.told(action, whole | {name: WEIRD[weird]})

        assert status in {200, 400, 404, 409, 422}
        assert status == 200 or answer["told"]
    asker.desk.drafts(asker.file).put("project.name", None)


@pytest.mark.parametrize("how", ["remove", "move", "copy", "clear", None, 1])
@pytest.mark.parametrize(
    "path", [each for each in WEIRD.values() if isinstance(each, str) and each != "project.goals"]
)
def test_rows_of_what_is_no_list_are_not_there(asker, how, path):
    assert asker.told("rows", {"list": path, "how": how, "index": 0, "to": 0, "mark": asker.mark})[0] == 400


@pytest.mark.parametrize("wrong", [True, -1, 10**9, 10**30, 0.0, "0", None, [0]])
def test_a_row_is_a_whole_number(asker, wrong):
    asked = {"list": "budget.lines", "how": "remove", "index": wrong, "to": 0, "mark": asker.mark}

    assert asker.told("rows", asked)[0] == 400


@pytest.mark.parametrize(
    "path", ["project", "project.goals", "project.goals.0", "project.documents", "budget.lines"]
)
def test_a_text_is_not_put_where_a_group_or_a_list_is(asker, path):
    for value in ("x", ""):
        status, answer = asker.told("put", {"path": path, "value": value, "seen": "", "mark": asker.mark})
        assert status == 400
        assert answer["told"] == "There is no such field."


BODIES = {
    "nothing": b"", "half": b"{", "many brackets": b"[" * 100_000, "many groups": b'{"a":' * 100_000, "a list": b"[]",
    "null": b"null", "no text": b"\xff\xfe", "a long number": b'{"path":' + b"9" * 5000 + b"}", "twice": b"{}{}",
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("path", ["/p/x/put", "/p/x/sums", "/p/x/generate", "/new", "/markdown"])
def test_a_body_that_is_no_question_is_refused(asker, path, body):
    answer = asker.ask("POST", path, BODIES[body])

    assert answer.status == 400
    assert json.loads(answer.body)["told"] == "The page has asked for something that makes no sense."


@pytest.mark.parametrize(
    "path",
    ["/p", "/p/", "/p/y/", "/p/../x/fill", "/p/..%2f..%2fx/fill", "/p/%2e%2e/fill", "/p/x.yaml/fill", "/p/x%00/fill",
     "/p/%ff/fill", "/p/" + "a" * 9000, "/p/x/nothing", "/p/x/fill/nothing", "/p/x/fill/a/b", "/p/x/findings/x", "/p/x/why/x",
     "/p/x/field/x", "/p/x/standing/x", "/p/x/word/x", "/p/x/look/..%2f..%2fx", "/p/x/look", "/p/x/pdf/nothing", "/p/x/sheet",
     "/p/x/sheet/%2e%2e", "/p/x/file/beslut", "/p/x/file/..%2fx", "/static/", "/static/..%2fgate.py", "/static/../respond.py",
     "/static/%2e%2e/respond.py", "/static/page.css%00.js", "/data/x.yaml", "/%", "/%00"],
)  # fmt: skip
def test_an_address_that_is_none_is_not_there(asker, path):
    assert asker.ask("GET", path).status == 404


@pytest.mark.parametrize(
    "query", ["path=%0d%0aSet-Cookie:%20a=b", "path=" + "a." * 3000, "path=//evil.example", "path=%ff", "x"]
)
def test_the_way_to_a_field_stays_on_the_page(asker, query):
    answer = asker.ask("GET", "/p/x/field", query=query)

    address = dict(answer.headers)["Location"]
    assert address.startswith("/p/x/fill/")
    assert re.fullmatch(r"[-\w/.#%~]*", address, re.ASCII)


def test_why_of_a_check_that_is_none_is_text(asker):
    answer = asker.ask("GET", "/p/x/why", query="code=%3Cscript%3E%00")

    assert dict(answer.headers)["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    "name",
    ["../evil", "..", "..\\evil", "a/b", "/evil", "C:evil", "CON", "con.x", "a\nb", 'a"b', "<b>", ".hidden", "~$a", "a:b", "a\0",
     "a" * 300, "\ud800", "", " ", None, ["a"], {"a": 1}, True, 1],
)  # fmt: skip
@pytest.mark.parametrize("example", [True, False])
def test_a_project_whose_name_is_none_for_a_file_in_the_folder_is_not_made(asker, name, example):
    def lie():
        return sorted(asker.desk.root.parent.rglob("*"))

    before = lie()
    answer = asker.ask("POST", "/new", {"name": name, "example": example})

    assert answer.status in {400, 422}
    assert json.loads(answer.body)["told"]
    assert lie() == before


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

    for page in [
        "fill",
        "fill/pengar",
        "findings",
        "word",
        "standing",
        "look/beslut",
        "edited/beslut",
        "sheet/beslut",
    ]:
        answer = other.ask("GET", f"/p/x/{page}")
        assert answer.status in {200, 422}
        assert b"<script>window" not in answer.body
        assert b"<img src=x" not in answer.body


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
