"""What makes no sense is refused with a sentence, and nothing is written."""

import json
import re

import pytest
from asking import ASKED, EVIL, Asker


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
     "/static/%2e%2e/respond.py", "/static/page.css%00.js", "/data/x.yaml", "/overview/x", "/%", "/%00"],
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
@pytest.mark.parametrize("start", ["example", "earlier", "empty"])
def test_a_project_whose_name_is_none_for_a_file_in_the_folder_is_not_made(asker, name, start):
    def lie():
        return sorted(asker.desk.root.parent.rglob("*"))

    before = lie()
    answer = asker.ask("POST", "/new", {"name": name, "start": start, "from": "x"})

    assert answer.status in {400, 422}
    assert json.loads(answer.body)["told"]
    assert lie() == before
