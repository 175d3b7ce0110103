"""An English message holds no Swedish but what it quotes, a Swedish one no English; so does every explanation."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from slips import EXAMPLE, FOLDER, cases
from test_rule_cases import ALL, DAY, checked, text_of

from generator import language
from generator.grant.checks.explain import codes, explain
from generator.grant.forms.loading import load_all
from generator.system.files import builtin_templates

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "generator/locale/sv/LC_MESSAGES/ansokan.po"
QUOTED = re.compile(r"“[^“”]*”|”[^”]*”|\"[^\"]*\"|'[^' ][^']*'(?!\w)|\{[^},]*\}+|https?://\S+|--[a-z-]+")
SHORT = [form.text.short for form in load_all(builtin_templates())]
NAMES = re.compile(
    "|".join(map(re.escape, SHORT)) + r"|\b[a-z_]+(?:\.\w+)+|"
    r"Region Jämtland Härjedalen(?:'s)?|Region Västerbotten|Tillväxtverket|Interreg ÖKS|förordning \(?(?:2003:596|2022:1468)\)?"
    r"|Myndigheternas skrivregler|Svenska skrivregler|Språkrådets frågelåda|PDF/A"
)
"""What is called so in both languages: documents, paths of the data, authorities."""
SWEDISH = re.compile(
    r"\w*[åäö]\w*|\b(?:och|att|som|inte|med|till|av|den|det|ett|har|eller|utan|ja|nej|skriv|saknas|beslut|anslag"
    r"|kostnad|kostnaden|projektet|tkr|mnkr|planerad|beviljad|egen|rad|fyll|rätta|nr)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(?:a|an|and|at|be|cannot|character|end|expected|has|is|it|line|lacks|missing|must|no|not|of|or|so|than"
    r"|that|the|there|this|to|unexpected|value|was|with|write|which)\b",
    re.IGNORECASE,
)
FOREIGN = {"en": SWEDISH, "sv": ENGLISH}
IN_A_SOURCE = {
    "en": re.compile(
        r"\b(?:är|har|inte|vår|följer|regeln|läst|läsas|kunnat|anger|räkning|datafilen)\b", re.IGNORECASE
    ),
    "sv": ENGLISH,
}
"""A source is mostly a title, which is Swedish in both languages; what is said of it is not."""


def foreign(message, spoken, words=FOREIGN):
    """Return the words of the other language in a message, but for what it quotes and what has one name."""
    return words[spoken].findall(NAMES.sub("", QUOTED.sub("", message)))


@pytest.mark.parametrize("spoken", ["sv", "en"])
def test_what_every_rule_and_check_finds_is_told_in_one_language(tmp_path, spoken):
    by_day = defaultdict(list)
    for number, (_name, _code, _fires, case) in enumerate(ALL):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text_of(case), encoding="utf-8")
        by_day[case.get("day", DAY)].append(path)
    told = [
        each
        for day, files in by_day.items()
        for found in checked(files, day, spoken).values()
        for each in found
    ]
    forms = load_all(builtin_templates())
    every = [rule for form in forms for rule in (*form.common.rules, *form.text.rules)]
    rules = {rule.id for rule in every}

    assert [rule.id for rule in every if rule.en is None] == []  # else its Swedish words are quoted
    assert len(rules - {each["code"] for each in told}) <= 2
    assert {(each["code"], each["message"]) for each in told if foreign(each["message"], spoken)} == set()
    assert [each["message"] for each in told if len(each["message"]) > 200] == []


@pytest.mark.parametrize("spoken", ["sv", "en"])
def test_every_explanation_is_told_in_one_language(spoken):
    language.use(spoken)
    forms = load_all(builtin_templates())
    for code in codes(forms):
        for known in explain(code, forms):
            assert foreign(f"{known.what} {known.why}", spoken) == [], code
            assert foreign(known.source, spoken, IN_A_SOURCE) == [], code


@pytest.mark.parametrize("spoken", ["sv", "en"])
def test_every_slip_is_answered_in_one_language(tmp_path, spoken):
    files = []
    for number, case in enumerate(each for path in sorted(FOLDER.glob("*.md")) for each in cases(path)):
        path = tmp_path / f"{number}.yaml"
        path.write_bytes(case.typed(EXAMPLE.read_text(encoding="utf-8"))[0].encode())
        files.append(path)
    told = [
        each for found in checked(files, DAY, spoken).values() for each in found if each["level"] == "error"
    ]

    assert len({each["code"] for each in told}) > 20
    assert {(each["code"], each["message"]) for each in told if foreign(each["message"], spoken)} == set()


def test_every_message_of_the_program_is_of_one_language():
    with CATALOGUE.open("rb") as file:
        catalogue = list(read_po(file, locale="sv"))
    for message in catalogue:
        if not message.id:
            continue  # the head of the catalogue
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        swedish = message.string if isinstance(message.string, tuple) else (message.string,)
        assert [(text, found) for text in english if (found := foreign(text, "en"))] == []
        assert [(text, found) for text in swedish if (found := foreign(text, "sv"))] == []


def test_no_message_is_filled_with_what_a_library_says():
    """Python, lxml, YAML and Jinja speak English: `generator/system/reasons.py` and its like say it in our words."""
    named = re.compile(r"error(?:\.(?:msg|message|strerror|problem|context|reason|args).*)?|str\(error\)")
    ours = {"reason=error", "reason=error.message or ''"}
    """What read_back raises, and Jinja's error as the sandbox words it: sentences of ours."""
    found = set()
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format":
                found |= {
                    f"{each.arg}={text}"
                    for each in node.keywords
                    if named.fullmatch(text := ast.unparse(each.value))
                }

    assert found == ours
