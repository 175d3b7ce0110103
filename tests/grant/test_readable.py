"""One value that cannot be read hides nothing but what rests on it, and invents nothing."""

import copy
from datetime import date

import pytest
import yaml
from checking import DATA, forms

from generator import language
from generator.grant.project import open_dossier, survey
from generator.problems import ProblemError

DAY = date(2026, 1, 10)
PLAN = DATA / "strategisk-planering.yaml"


@pytest.fixture
def surveyed(tmp_path):
    def made(text):
        path = tmp_path / "x.yaml"
        path.write_text(text, encoding="utf-8")
        return survey(path, forms(), draft=True, today=DAY)

    return made


def plan(*changes):
    text = PLAN.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def told(dossier):
    return {(problem.code, problem.path) for problem in dossier.problems}


def missing(dossier):
    whole = dossier.answered()[-1]
    return whole.required - whole.answered


def paths(values, at=()):
    if isinstance(values, dict | list):
        for key, value in values.items() if isinstance(values, dict) else enumerate(values):
            yield (*at, key)
            yield from paths(value, (*at, key))


ALL = list(paths(yaml.load(PLAN.read_text(encoding="utf-8"), yaml.CBaseLoader)))


@pytest.mark.parametrize("number", range(7))
def test_whatever_value_cannot_be_read_no_finding_comes_of_it(surveyed, number):
    values = yaml.load(PLAN.read_text(encoding="utf-8"), yaml.CBaseLoader)
    values["calls"] = [{"application": "anslag11", "closes": "2025-01-01"}]
    before = surveyed(yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))
    assert before.slips == ()

    for path in ALL[number::91]:
        for bad in ("@@ fel", ["a", "b"], {"fel": "x", "nytt": "y"}):
            damaged = copy.deepcopy(values)
            held = damaged
            for step in path[:-1]:
                held = held[step]
            held[path[-1]] = bad
            after = surveyed(yaml.dump(damaged, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))
            if after.slips:
                assert told(after) <= told(before), (path, bad)
                assert missing(after) <= missing(before), (path, bad)


def test_what_is_wrong_elsewhere_is_told_beside_it(surveyed):
    text = plan(
        ("    end: 2025-05-30", "    end: 30 maj"),
        ("      activity: Kartläggning", "      activity: Kartlägning"),
        ("  reported_to: regionala utvecklingsnämnden", "  reported_to:"),
    )

    dossier = surveyed(text)

    assert [slip.path for slip in dossier.slips] == ["project.period.end"]
    assert "activity-unknown" in {code for code, _path in told(dossier)}
    assert ("answer-missing", "case.reported_to") in told(dossier)


def test_no_rule_speaks_of_what_rests_on_it(surveyed):
    wrong = plan(("    - financier: Tillväxtverket", "    - financier: Tillväxtverket\n      year: 2031"))
    assert ("financing-outside-period", "financing.contributions.0.year") in told(surveyed(wrong))

    dossier = surveyed(wrong.replace("    end: 2025-05-30", "    end: 30 maj"))

    assert ("financing-outside-period", "financing.contributions.0.year") not in told(dossier)


def test_a_sum_over_it_is_not_compared(surveyed):
    wrong = plan(("      amount: 300 000", "      amount: 200 000"))
    assert ("budget-unbalanced", "financing.contributions") in told(surveyed(wrong))

    dossier = surveyed(plan(("      amount: 300 000", "      amount: 200 000 euro")))

    assert [slip.code for slip in dossier.slips] == ["amount"]
    assert ("budget-unbalanced", "financing.contributions") not in told(dossier)
    assert ("financing-incomplete", "financing.contributions.0") not in told(dossier)


def test_the_year_of_a_cost_is_not_missed_while_the_period_cannot_be_read(surveyed):
    one_year = plan(("    start: när ansökan skickas in", "    start: 2025-01-07"))
    lines = one_year.replace("      year: 2025\n", "").replace("      year: 2024\n", "")
    assert "cost-incomplete" not in {code for code, _path in told(surveyed(lines))}

    dossier = surveyed(lines.replace("    end: 2025-05-30", "    end: maj"))

    assert "cost-incomplete" not in {code for code, _path in told(dossier)}


def test_a_value_that_is_there_is_not_missing_and_counts_as_answered(surveyed):
    whole = surveyed(plan())

    bad = surveyed(plan(("    end: 2025-05-30", "    end: maj")))

    assert bad.answered() == whole.answered()
    assert ("answer-missing", "project.period.end") not in told(bad)


def test_a_key_in_other_words_is_not_missing_either(surveyed):
    dossier = surveyed(
        plan(("    email: sebastian.becker@regionjh.se", "    e_post: sebastian.becker@rjh.se"))
    )

    assert [slip.code for slip in dossier.slips] == ["unknown-key"]
    assert ("answer-missing", "case.officer.email") not in told(dossier)


SYNTAX = {
    "a blank is missing": ("    email: sebastian", "    email:sebastian"),
    "a tab": ("    email: sebastian", "\temail: sebastian"),
    "a text fallen out": ("    strategisk planering i det", "strategisk planering i det"),
    "a key fallen out": ("  background: |", "background: |"),
    "an open quote": ("  unit: Samhällsutveckling", '  unit: "Samhällsutveckling'),
    "a colon in a text": ("    outcome: ", "    outcome: beslut: "),
    "a key twice": ("  background: |", "  background: |\n  background: |"),
    "a dash forgotten": ("    - name: Kartläggning", "      name: Kartläggning"),
}


@pytest.mark.parametrize("slip", SYNTAX)
def test_a_slip_of_syntax_hides_and_invents_nothing_either(surveyed, slip):
    wrong = ("  organisation_number: 232100-0214", "  organisation_number: 232100-0215")
    before = surveyed(plan())

    dossier = surveyed(plan(SYNTAX[slip], wrong))

    assert len(dossier.slips) == 2, dossier.slips
    assert told(dossier) <= told(before), told(dossier) - told(before)
    assert len(told(dossier)) >= len(told(before)) - 5


def test_no_document_is_made_and_all_is_told(ansokan, project):
    text = project.read_text(encoding="utf-8")
    text = text.replace("    end: 2025-05-30", "    end: maj", 1)
    project.write_text(text.replace("activity: Kartläggning", "activity: Kartlägning", 1), "utf-8")

    said = ansokan("--lang sv generate").said

    assert "[day]" in said
    assert "[activity-unknown]" in said
    assert said.startswith("0 document")
    assert list(project.parent.parent.rglob("*.docx")) == []


def test_who_asks_for_the_documents_gets_the_slips(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(plan(("    end: 2025-05-30", "    end: maj")), encoding="utf-8")

    with pytest.raises(ProblemError) as raised:
        open_dossier(path, forms(), draft=True)

    assert [problem.path for problem in raised.value.problems] == ["project.period.end"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("projekt:\n", ["projekt"]),
        ("projekt:\n  namn: A\n", ["projekt"]),
        ("project:\n  nmae:\n", ["project.nmae"]),
        ("case:\n  officer:\n    namn:\n  titel:\n", ["case.officer.namn", "case.titel"]),
        (
            "budget:\n  lines:\n    - belopp:\n    - amont: 3\n",
            ["budget.lines.0.belopp", "budget.lines.1.amont"],
        ),
        ("anslag11:\n  bilagor:\n", ["anslag11.bilagor"]),
    ],
)
def test_an_unknown_key_is_told_at_every_level_also_when_it_is_empty(surveyed, text, told):
    assert [(slip.code, slip.path) for slip in surveyed(text).slips] == [
        ("unknown-key", path) for path in told
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("---\n", "empty"),
        ("null\n", "empty"),
        ("# namn\n# project:\n", "only-comments"),
        ("\n  # project:\n", "only-comments"),
        ("- project\n- case\n", "not-a-mapping"),
        ("[project, case]\n", "not-a-mapping"),
        ("projektet\n", "not-a-mapping"),
        ('"projektet"\n', "not-a-mapping"),
        ("2025\n", "not-a-mapping"),
    ],
)
def test_a_file_without_keys_is_told_what_it_is(surveyed, text, code):
    with pytest.raises(ProblemError) as raised:
        surveyed(text)

    assert [problem.code for problem in raised.value.problems] == [code]


@pytest.mark.parametrize(
    ("key", "meant"),
    [("belopp", "amount"), ("Belopp", "amount"), ("finansiär", "financier"), ("status_", "status")],
)
def test_an_unknown_key_is_known_by_its_title_too(surveyed, key, meant):
    language.use("sv")

    (slip,) = surveyed(f"financing:\n  contributions:\n    - {key}: 1\n").slips

    assert f"Menade du ”{meant}”?" in slip.message
    assert len(slip.message) <= 200


def test_a_file_in_windows_1252_hides_nothing_else(tmp_path):
    path = tmp_path / "x.yaml"
    text = plan(
        ("    end: 2025-05-30", "    end: 2025-13-30"), ("    email: sebastian", "    email:sebastian")
    )
    path.write_bytes(text.encode("cp1252"))

    dossier = survey(path, forms(), draft=True, today=DAY)

    assert [slip.code for slip in dossier.slips] == ["encoding", "blank-after-colon", "no-such-day"]
    assert told(dossier)
