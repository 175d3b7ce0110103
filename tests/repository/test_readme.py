"""README's commands, run in order in a fresh copy, print what README says. `--update-golden` writes it anew."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from changes import change
from edited import W, edit, rezipped
from mailed import proposes, saved_by, says, with_comments
from settling import settle

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
FENCE, PROMPT = "```", "> "
TESTING = "make test"
"""What is not run here: it would run this test."""
IN_WORD = (
    (">den\u00a030\u00a0maj\u00a02025<", ">den 15 juni 2025<"),  # in a field
    ("har en budget om", "leds av en styrgrupp och har en budget om"),
)
BUDGET = [
    ("amount: 10 000\n  flat_rates", "amount: 30 000\n  flat_rates"),
    ("amount: 300 000\n", "amount: 310 000\n"),
    ("amount: 300 000   #", "amount: 310 000   #"),
]


@pytest.fixture
def folder(tmp_path):
    for name in ("data", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_commands_of_the_readme_print_what_it_says(folder, request):
    before, rest = README.read_text(encoding="utf-8").split("\n## Kommandon\n")

    story = "\n".join(played(before.split("\n"), folder))

    if request.config.getoption("--update-golden"):
        README.write_text(f"{story}\n## Kommandon\n{rest}", encoding="utf-8")
    else:
        assert before == story


def test_what_the_readme_runs_is_the_whole_story():
    text = README.read_text(encoding="utf-8")
    commands = re.findall(r"^ *> ansokan (.*)", text, re.MULTILINE)
    assert [line.split()[0] for line in commands] == (
        "new check generate sheet generate status pull generate status generate merge pull generate".split()
    )


def played(lines, folder):
    """Yield the lines with what each command prints now under it; do what a person does between them."""
    inside = fenced = shown = False
    for line in lines:
        said = line.strip()
        if said.startswith(FENCE):
            inside, shown = not inside, False
            fenced = inside and said == FENCE
        elif fenced and said.startswith(PROMPT):
            indent = line[: line.index(PROMPT)]
            yield line
            yield from (indent + printed for printed in printed_by(said.removeprefix(PROMPT), folder))
            shown = True
            continue
        elif fenced and shown:
            continue  # what it printed when README was written
        elif fenced and not said.startswith(TESTING):
            done_quietly(said, folder)
        elif said.startswith("<!-- test: "):
            DEEDS[said[11:-4]](folder)
        yield line


def printed_by(command, folder):
    """Run a command, which ends as it says, and return its lines; of the findings only that there are some."""
    code, said = run(command, folder)
    assert code == bool(re.search(r"\b[1-9]\d* fel\b", said)), said
    whole = re.sub(r"\n  (?! )", " ", said)  # a long line goes on below, indented
    lines = ["…" if finding(line) else line.replace("\u00a0", " ") for line in whole.splitlines()]
    return [line for number, line in enumerate(lines) if line != "…" or lines[number - 1 : number] != ["…"]]


def done_quietly(line, folder):
    """Run a command that README shows without what it prints; what its comment says must be there."""
    command, _, comment = line.partition("  #")
    code, said = run(command, folder)
    assert code == 0, said
    if (named := re.search(r"tre dokument i (\S+)", comment)) is not None:
        assert len(list((folder / named[1]).glob("*.docx"))) == 3


def run(command, folder):
    if command.startswith("make "):
        command = made_by(command.split()[1])
    program, *arguments = command.split()
    assert program == "ansokan", command
    moment = {"SOURCE_DATE_EPOCH": "1732233600", "LANGUAGE": "sv"}
    environment = {**os.environ, **moment, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    line = [sys.executable, "-m", "generator", *arguments]
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    done = subprocess.run(line, cwd=folder, env=environment, **both)
    return done.returncode, done.stdout


def finding(line):
    """Say whether a line belongs to the findings: one of them, a heading over them, or the blank between."""
    return not line or line.endswith("]") or (": " not in line and not line.endswith((".", ":")))


def made_by(target):
    """Return what a target of the Makefile runs, as a command line of ours."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(rf"^{target}:.*\n\t\$\(BIN\)/python -m generator (.*)$", makefile, re.MULTILINE)
    return f"ansokan {recipe}"


def fill_in(folder):
    shutil.copyfile(folder / "data/strategisk-planering.yaml", folder / "data/mitt-projekt.yaml")


def edit_in_word(folder):
    document = folder / "output/mitt-projekt/beslut.docx"
    edit(document, *IN_WORD)


def copies_come_back(folder):
    """Three have reviewed the memo; meanwhile the budget has changed, and the documents are generated again."""
    memo = folder / "output/mitt-projekt/beslut.docx"
    (folder / "post").mkdir()
    copies = [Path(shutil.copy(memo, folder / "post" / f"{name}.docx")) for name in ("maria", "bo", "eva")]
    maria, bo, eva = copies
    edit(maria, ("budgetram för verksamhetsområde", "budget för verksamhetsområde"))
    edit(maria, ("togs upp i", "förankrades i"))
    rezipped(bo, proposes("har en budget om", "beräknas kosta", author="Bo Ek"))
    rezipped(bo, says("leds av en styrgrupp", "Vilka sitter i den?", author="Bo Ek"))
    with_comments(bo, (3, "Bo Ek", "Vilka sitter i den?"))
    edit(eva, ("togs upp i", "diskuterades i"))
    for copy, name in zip(copies, ("Maria Svensson", "Bo Ek", "Eva Lund"), strict=True):
        saved_by(copy, name)
    change(folder / "data/mitt-projekt.yaml", *BUDGET)
    run("ansokan generate data/mitt-projekt.yaml", folder)


def settle_in_word(folder):
    """In Word: Review, Accept All Changes, and Delete All Comments."""
    marks = [f"{W}comment{end}" for end in ("RangeStart", "RangeEnd", "Reference")]

    def accept(root):
        root[:] = settle(root, accept=True)[:]
        for mark in list(root.iter(*marks)):
            mark.getparent().remove(mark)

    rezipped(folder / "output/mitt-projekt/beslut.docx", accept)


DEEDS = {
    "fill in": fill_in,
    "edit in Word": edit_in_word,
    "copies come back": copies_come_back,
    "settle in Word": settle_in_word,
}
