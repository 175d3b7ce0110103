"""A field kind is one file in formats and one line in the schema's types; then it stands everywhere."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from edited import controls, rezipped, say

ROOT = Path(__file__).parents[2]
CLOCKS = '''
"""Times of day."""

import re

from generator.formats.kinds import UnfitError, kind
from generator.language import _


def _parse(text: str) -> str:
    found = re.fullmatch(r"(?:kl[.]? ?)?([01]?[0-9]|2[0-3])[.:]([0-5][0-9])", text.strip())
    if found is None:
        raise UnfitError("clock", _("{read} is no time of day. Write for example 09:30."))
    return f"{int(found[1]):02}:{found[2]}"


def _back(text: str) -> str:
    try:
        return _parse(text)
    except UnfitError as error:
        raise ValueError(error.sentence.format(read=text)) from None


CLOCK = kind("clock", parse=_parse, read_back=_back, codes=("clock",), json={"pattern": "^[0-9]{2}:[0-9]{2}$"})
'''
LINE = '    "clock": Annotated[str, Of(clocks.CLOCK)],\n'
FIELD = "fields:\n  meets:\n    title: Mötets början\n    kind: clock\n    example: 09:30\n"
QUESTION = '      - {id: meets, label: Mötet, source: proposed, answer: "{{ tillvaxtverket.meets }}"}\n'


def inserted(path, before, text):
    whole = path.read_text(encoding="utf-8")
    assert before in whole
    path.write_text(whole.replace(before, text + before, 1), encoding="utf-8")


@pytest.fixture
def program(tmp_path):
    """Return a function that runs a copy of the program that has one kind more, in an empty folder."""
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "generator/formats/clocks.py").write_text(CLOCKS, encoding="utf-8")
    types = tmp_path / "generator/grant/schema/types.py"
    inserted(types, '    "yesno": YesNo,\n', LINE)
    inserted(types, "\n\nclass Of(", "from generator.formats import clocks\n")
    form = tmp_path / "templates/tillvaxtverket/form.yaml"
    whole = form.read_text(encoding="utf-8").replace("fields:\n", FIELD, 1)
    form.write_text(whole.replace("    questions:\n", "    questions:\n" + QUESTION, 1), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}

    def run(*line):
        command = [sys.executable, "-m", "generator", "--lang", "en", *line]
        done = subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8"
        )
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    return run


def test_a_new_kind_stands_in_new_schema_check_word_and_pull(program, tmp_path):
    program("new", "data/ny.yaml")
    assert "# Mötets början. Exempel: 09:30\n  meets:\n" in (tmp_path / "data/ny.yaml").read_text("utf-8")
    schema = json.loads(program("schema"))
    own = schema["$defs"]["Tillvaxtverket"]["properties"]["meets"]
    assert {"pattern": "^[0-9]{2}:[0-9]{2}$"} in own["anyOf"]

    path = tmp_path / "data/projekt.yaml"
    example = (ROOT / "data/strategisk-planering.yaml").read_text(encoding="utf-8")
    head, tail = example.split("\ntillvaxtverket:\n")
    path.write_text(f"{head}\ntillvaxtverket:\n  meets: halv tio\n{tail}", encoding="utf-8")
    assert "“Mötets början”: ”halv tio” is no time of day. Write for example 09:30. [clock]" in program(
        "check"
    )
    assert "form that can be read" in program("check", "--explain", "clock")

    path.write_text(f"{head}\ntillvaxtverket:\n  meets: kl 9.30\n{tail}", encoding="utf-8")
    program("generate")
    document = tmp_path / "output/projekt/tillvaxtverket.docx"

    def edit(root):
        (control,) = controls(root, "tillvaxtverket.meets")
        (text,) = (each for each in control.iter() if each.text == "09:30")
        say(text, "kl. 14.15")

    rezipped(document, edit)
    program("pull", str(document))
    assert "\n  meets: 14:15\n" in path.read_text(encoding="utf-8")
