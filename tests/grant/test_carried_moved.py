"""What was carried into a list is to be reviewed wherever an editor has moved it in the list."""

import re

from generator.grant.carrying.marks import fingerprint
from generator.grant.checks.carried import carried
from generator.grant.schema import Data
from generator.grant.schema.readable import read_what_can_be

RISKS = [
    ("Tiden är kort", "Börja tidigt"),
    ("Få deltar", "Bjud in brett"),
    ("Pengarna räcker inte", "Följ upp"),
]


def left(risks, marked=RISKS, granskat=()):
    """The values that are not reviewed: of these risks in the file, `marked` are those that were carried."""
    lines = ["project:", "  risks:"]
    for risk, measure in risks:
        lines += [f"    - risk: {risk}", f"      measure: {measure}"]
    lines.append("carried:")
    for number, texts in enumerate(marked):
        for key, text in zip(("risk", "measure"), texts, strict=True):
            at = f"project.risks.{number}.{key}"
            lines += [f"  - at: {at}", f'    text: "{fingerprint(text)}"']
            lines += ["    granskat: ja"] if at in granskat else []
    read = read_what_can_be("\n".join([*lines, ""]).encode(), "x.yaml", Data)
    assert not read.slips
    return [re.sub(r"project\.risks\.", "", path) for path in carried(read.data, read.file, ())[0]]


ALL = [f"{number}.{key}" for number in range(3) for key in ("risk", "measure")]


def test_an_item_put_first_hides_nothing_that_is_not_reviewed():
    assert left([("Ny", "Nytt"), *RISKS]) == ALL


def test_items_in_another_order_are_still_to_be_reviewed():
    assert sorted(left(RISKS[::-1])) == sorted(ALL)


def test_of_an_item_taken_out_nothing_is_left_and_of_the_others_all():
    assert left(RISKS[1:]) == ALL[2:]


def test_a_text_that_was_changed_counts_as_seen_also_behind_a_new_item():
    changed = [("Tiden är lång", "Börja tidigt"), *RISKS[1:]]

    assert left(changed) == ALL[1:]
    assert left([("Ny", "Nytt"), *changed]) == ALL[1:]


def test_a_text_that_another_item_says_too_counts_as_seen_when_it_was_changed():
    twins = [("Tiden är kort", "Börja tidigt"), ("Tiden är kort", "Börja tidigt")]

    assert left([("Tiden är lång", "Börja tidigt"), twins[1]], twins) == ["0.measure", "1.risk", "1.measure"]


def test_what_was_reviewed_stays_so_behind_a_new_item():
    assert left([("Ny", "Nytt"), *RISKS], granskat={"project.risks.0.risk"}) == ALL[1:]
