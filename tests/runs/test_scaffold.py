"""A new data file holds every key of the schema and the forms, so it can never drift."""

import json
import re

import pytest

from generator.grant.forms.loading import load_all
from generator.grant.project import model
from generator.grant.schema.base import keys_of
from generator.grant.schema.errors import group_of, validate
from generator.grant.yaml import document
from generator.problems import ProblemError
from generator.run import scaffold
from generator.system.files import builtin_templates


@pytest.fixture(scope="module")
def forms():
    return load_all(builtin_templates())


def keys(group, path=""):
    for name, field in keys_of(group).items():
        yield f"{path}{name}"
        if inner := group_of(field.annotation):
            yield from keys(inner, f"{path}{name}.")


def test_a_new_file_holds_every_key_with_its_title(forms):
    text = scaffold.new_text(forms)
    values = document.read(text.encode(), "x.yaml").values

    for path in keys(model([form for form in forms if form.text.default])):
        if path.startswith("carried"):  # the program writes them, of an earlier project
            assert path not in text
            continue
        here = values
        for step in path.split("."):
            here = here[0] if isinstance(here, list) else here
            assert step in here, path
            here = here[step]
    for title in ("Diarienummer", "Arbetsställenummer (CFAR)", "Kostnadsslag", "Samiskt perspektiv"):
        assert title in text


def test_a_new_file_is_valid_and_empty(forms):
    file = document.read(scaffold.new_text(forms).encode(), "x.yaml")

    data = validate(file, model(forms))

    assert data.project.name is None


def test_a_key_that_has_a_limit_says_so_with_the_receiver(forms):
    text = scaffold.new_text(forms)

    assert "Högst 4000 tecken (Ansökan Tillväxtverket)." in " ".join(text.replace("#", "").split())


def test_an_editor_finds_the_schema_on_the_first_line(forms, tmp_path):
    written = list(scaffold.write_new(tmp_path / "data" / "x.yaml", forms))

    assert (
        (tmp_path / "data" / "x.yaml")
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=ansokan.schema.json\n")
    )
    assert [path.name for path in written] == ["x.yaml", "ansokan.schema.json"]
    assert json.loads(written[1].read_text(encoding="utf-8"))["properties"]["project"]


def test_a_file_that_is_there_is_never_overwritten(forms, tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(ProblemError):
        list(scaffold.write_new(path, forms))

    assert path.read_text(encoding="utf-8") == "mine"


def test_the_schema_explains_keys_and_takes_an_empty_answer(forms):
    schema = scaffold.json_schema(forms)
    period = schema["$defs"]["Period"]["properties"]["end"]
    partners = schema["$defs"]["Project"]["properties"]["partners"]

    assert (period["title"], period["examples"]) == ("Slutdatum", ["2025-05-30"])
    assert {"type": "null"} in period["anyOf"]
    assert {"type": "null"} in partners["anyOf"]
    assert schema["additionalProperties"] is False


def test_a_new_file_begins_with_the_project_and_asks_what_the_standard_receivers_ask(forms):
    text = scaffold.new_text(forms)

    assert re.findall(r"^(\w+):$", text, re.MULTILINE) == (
        "project applicant budget financing case calls anslag11 tillvaxtverket documents ignore".split()
    )
    assert text.count("Högst 100 tecken") == 1


def test_no_sentence_of_a_new_file_runs_into_the_next(forms):
    comments = re.findall(r"(?:^ *# .*\n)+", scaffold.new_text(forms), re.MULTILINE)

    for comment in [" ".join(each.replace("#", " ").split()) for each in comments]:
        assert not re.search(r"Exempel: .*(En lista:|Välj:|Högst)", comment), comment
        assert not re.search(r"[^.!?:”)…] (En lista:|Välj:|Exempel:|Högst \d)", comment), comment
