"""Many conflicts in one document are told so that a person finds each: below its heading, with both texts."""

import re

from edited import Desk, W, asked, controls, say, words

from generator.fields import Clash
from generator.grant.yaml.document import read
from generator.phrases.clashes import clash_lines

WHAT = "Changed both by hand and in the data. Accept gives the data's text; reject keeps yours."
FORM = "Changed both by hand and in the form. Accept gives the form's; reject keeps yours."
KEYS = {
    "goal",
    "measure",
    "benefit",
    "name",
    "background",
    "problem",
    "purpose",
    "workplace_name",
    "legal_form",
}


def edited_twice(desk, most):
    """Edit fields by hand and in the data, so many; return their paths."""
    text = desk.data.read_text("utf-8")
    tags = [each.get(f"{W}val") for each in desk.root().iter(f"{W}tag")]
    file = read(text.encode(), "x")
    paths = [path for path in dict.fromkeys(tags) if path.rpartition(".")[2] in KEYS and file.value_at(path)]
    changed = file.put_all({path: f"DATA {file.value_at(path)}" for path in paths[:most]})
    desk.data.write_text(changed, "utf-8")

    def change(root):
        for path in paths[:most]:
            first = next(each for each in controls(root, path)[0].iter(f"{W}t") if each.text)
            say(first, f"HAND {first.text}")

    desk.edit(change)
    return paths[:most]


def test_thirty_three_conflicts_are_told_each_in_its_place(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    paths = edited_twice(desk, 33)
    assert len(paths) == 33

    said = ansokan("generate --document tillvaxtverket").said.splitlines()

    assert said[0].startswith("merged with your changes: ")
    assert said[0].endswith("33 conflicts)")
    assert said[1] == f"  {WHAT}"
    told = said[2 : next(n for n, line in enumerate(said) if n > 1 and not line.startswith("    "))]
    places = [line for line in told if line.startswith("      ")]
    assert len(places) == 33
    assert all(re.search(r"^      [^“]+: “HAND .+” in Word, “DATA .+” in the data$", line) for line in places)
    headings = [line.strip() for line in told if not line.startswith("      ")]
    assert headings == [*dict.fromkeys(headings)]  # each once, with all that stands below it
    seen = [words(each).removesuffix("†") for each in desk.root().iter(f"{W}p")]
    assert [each for each in headings if each not in seen] == []
    assert "[conflict]" not in "\n".join(said)
    again = ansokan("generate --document tillvaxtverket").said
    assert "in Word" not in again.replace("edited in Word", "")


def test_json_has_both_texts_of_each_conflict(ansokan):
    desk = Desk(ansokan)
    paths = edited_twice(desk, 3)

    told = asked(ansokan, "generate --document beslut")

    (document,) = told["documents"]
    assert document["conflicts"] == len(document["clashes"]) == 3
    assert {each["path"] for each in document["clashes"]} == set(paths)
    for each in document["clashes"]:
        assert each["mine"].startswith("HAND ")
        assert each["data"].startswith("DATA ")
        assert each["title"]
        assert each["message"] == WHAT
    assert sum(each["code"] == "conflict" for each in told["problems"]) == 3


def test_conflicts_of_a_kind_stand_together_and_a_title_that_comes_twice_has_its_path():
    clashes = [
        Clash(WHAT, "", "", "", "Ett", "Två"),
        Clash(WHAT, "Sökande", "Namn", "applicant.contact.name", "Eva", "Bo"),
        Clash(FORM, "Sökande", "", "", "Rad", "Annan rad"),
        Clash(WHAT, "Sökande", "Namn", "applicant.project_leader.name", "Eva", "Åsa"),
        Clash(WHAT, "Mål", "Mål", "project.goals.0.goal", "x " * 50 + "slut", "x " * 50 + "annat"),
    ]
    assert list(clash_lines(clashes)) == [
        f"  {WHAT}",
        "    Above the first heading",
        "      “Ett” in Word, “Två” in the data",
        "    Sökande",
        "      Namn (applicant.contact.name): “Eva” in Word, “Bo” in the data",
        "      Namn (applicant.project_leader.name): “Eva” in Word, “Åsa” in the data",
        "    Mål",
        "      Mål: “… x x x x x x x slut” in Word, “… x x x x x x x annat” in the data",
        f"  {FORM}",
        "    Sökande",
        "      “Rad” in Word, “Annan rad” in the data",
    ]
