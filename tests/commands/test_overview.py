"""`ansokan overview`: all projects as text, as a page and as JSON. `--update-golden` writes what was reviewed anew."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from overviews import ALL, GRANTED, UNREAD, written
from test_cli_check import SCHEMA, faults

from generator import language

GOLDEN = Path(__file__).parents[1] / "golden"
TODAY = "1736510400"  # 2025-01-10
EVIL = """<img src=x onerror=alert(1)>"'&{{ 7*7 }}"""


@pytest.fixture
def overview(ansokan, tmp_path, monkeypatch):
    """Return a function that runs the command in Swedish over the projects on 10 January 2025."""

    def made(line="", projects=ALL):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
        written(tmp_path, projects)
        language.use("sv")
        return ansokan(f"overview {line}")

    return made


@pytest.fixture
def same_as_golden(request):
    def compare(name, text):
        text = text.replace("data\\\\", "data/").replace("data\\", "data/")  # as Windows writes a path
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


def page(folder, name="oversikt.html"):
    return (folder / "output" / name).read_text(encoding="utf-8")


def test_the_tables_in_a_terminal(overview, same_as_golden):
    found = overview()

    assert found.code == 1  # one cannot be read
    same_as_golden("overview.txt", found.said)
    assert max(len(line) for line in found.said.partition("data/d-trasig.yaml:")[0].splitlines()) <= 100


def test_what_the_terminal_gets_stands_in_the_code_page_of_an_old_windows(overview):
    assert overview().said.replace("−", "-").encode("cp1252")


def test_the_page_of_its_own(overview, tmp_path, same_as_golden):
    found = overview("--format html")

    assert "skriven: output/oversikt.html" in found.said.replace("\\", "/")
    text = page(tmp_path)
    same_as_golden("overview.html", text[text.index("<main>") : text.index("</body>")])
    assert '<html lang="sv">' in text
    assert "size: A4 landscape" in text


def test_json_says_all_and_keeps_to_its_schema(overview, same_as_golden):
    said = overview("--format json").said
    found = json.loads(said)

    same_as_golden(
        "overview.json", json.dumps({**found, "problems": []}, ensure_ascii=False, indent=1) + "\n"
    )
    assert faults(found, SCHEMA) == []
    assert [each["status"] for each in found["projects"]] == ["granted", "partly_applied", "draft", "unread"]
    assert found["totals"]["unread"] == 1
    assert any(each["file"].endswith("d-trasig.yaml") for each in found["problems"])


def test_without_a_project_that_cannot_be_read_all_is_well(overview):
    assert overview(projects={"a": GRANTED}).code == 0


def test_a_folder_stands_for_its_data_files(overview, tmp_path, monkeypatch):
    overview(projects={"a": GRANTED})
    monkeypatch.chdir(tmp_path.parent)

    one, other = (overview(str(folder)).said for folder in (tmp_path, tmp_path / "data"))

    assert "Hållbara byar" in one
    assert one == other


def test_a_folder_without_data_files_is_said(ansokan, tmp_path):
    (tmp_path / "tom").mkdir()

    assert "[no-data]" in ansokan("overview tom").said


def test_where_to_write_is_for_files(ansokan, project):
    assert ansokan("overview --to x.html").code == 2


def test_a_page_that_was_not_made_here_is_left(overview, tmp_path):
    (tmp_path / "min.html").write_text("<p>mitt", encoding="utf-8")

    assert "[not-ours]" in overview("--format html --to min.html").said
    assert (tmp_path / "min.html").read_text(encoding="utf-8") == "<p>mitt"


class Elements(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.names, self.links = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"} or name.startswith("on")]


@pytest.mark.parametrize("field", ["name", "financier", "activity"])
def test_hostile_names_are_text_in_every_form(overview, tmp_path, field):
    texts = {"name": "A", "financier": "B", "activity": "C"} | {
        field: f"{EVIL}\\u202e\\u0007".replace('"', '\\"')
    }
    text = f"""
project: {{name: "{texts["name"]}", activities: [{{name: "{texts["activity"]}", start: 2025-02-01}}]}}
financing: {{contributions: [{{financier: "{texts["financier"]}", amount: 1}}]}}
"""
    said = overview(projects={"x": text}).said
    overview("--format html", {"x": text})
    found = Elements(page(tmp_path))

    assert not re.search("[\u202e\u0007]", said + page(tmp_path))
    assert "img" not in found.names
    assert "script" not in found.names
    assert found.links == []
    assert "49" not in said
    assert json.loads(overview("--format json", {"x": text}).said)["projects"]


def test_the_columns_stand_below_each_other_whatever_a_project_is_called(overview):
    head, *rows = overview(
        projects={"x": 'project: {name: "a\\u202eb"}', "y": "project: {name: cd}"}
    ).said.splitlines()[1:]

    assert {row.index("utkast") for row in rows if "utkast" in row} == {head.index("Status")}


def test_of_many_days_the_first_are_told_and_the_others_counted(overview):
    days = "".join(f"    - {{name: A{number:02}, start: 2025-03-{number:02}}}\n" for number in range(1, 26))
    reports = ", ".join(f"{{due: 2024-12-{number:02}}}" for number in range(1, 13))
    text = f"project:\n  name: X\n  activities:\n{days}financing: {{contributions: [{{granted: {{reports: [{reports}]}}}}]}}\n"
    said = overview(projects={"x": text}).said

    assert "A19" in said  # with the region's report they are twenty
    assert "A20" not in said
    assert "2024-12-03" in said
    assert "2024-12-02" not in said
    assert "8 datum till står i Excel-filen." in said


def test_a_name_of_any_length_leaves_room_for_the_others(overview):
    said = overview(projects={"x": f"project: {{name: {'å' * 100_000}}}"}).said

    assert len(said) < 10_000
    assert "…" in said


def test_what_cannot_be_read_is_text_too(overview, tmp_path):
    overview("--format html", {"x": f"project: {{period: {{end: {json.dumps(EVIL)}}}}}"})

    assert "img" not in Elements(page(tmp_path)).names
    assert "&lt;img" in page(tmp_path)


def test_what_cannot_be_read_is_named_with_its_place(overview, tmp_path):
    overview("--format html", {"a": GRANTED, "x": UNREAD})

    assert "x.yaml:3" in page(tmp_path)


def test_finals_make_a_project_final_until_something_is_wrong_again(ansokan, project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1732233600")  # 2024-11-22

    def status():
        return json.loads(ansokan("overview --format json").said)["projects"][0]["status"]

    assert status() == "ready"
    ansokan("generate")
    assert status() == "ready"
    ansokan("generate --final")
    assert status() == status() == "final"  # the second from what the first remembered
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("  number: RUN/479/2024", "  number: RUN/480/2024"), encoding="utf-8")
    assert status() == "ready"  # its finals have another name
    project.write_text(
        text.replace("organisation_number: 232100-0214", "organisation_number:"), encoding="utf-8"
    )
    assert status() == "draft"


def test_a_file_that_is_named_twice_counts_once(overview, tmp_path):
    overview(projects={"a": GRANTED})
    found = json.loads(overview("data data/a.yaml ./data/../data/a.yaml --format json", {"a": GRANTED}).said)

    assert [each["file"] for each in found["projects"]] == [str(Path("data", "a.yaml"))]
    assert found["totals"]["granted"]["kronor"] == 500_000
