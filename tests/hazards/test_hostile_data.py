"""Data files made to hurt: refused or made into a document, in little time and memory."""

import json
import random
from pathlib import Path

import pytest
from hostility import body, fuzz_data, planes, watched

from generator.grant.forms.loading import load_all

ROOT = Path(__file__).parents[2]
PLAN = (ROOT / "data" / "strategisk-planering.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def forms():
    return load_all(ROOT / "templates")


def made_of(text, forms, folder):
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return watched(lambda: fuzz_data.made_from(data, forms, folder, random.Random(1)))


def with_background(text):
    start, end = PLAN.index("  background:"), PLAN.index("  problem:")
    return f"{PLAN[:start]}  background: {json.dumps(text, ensure_ascii=False)}\n{PLAN[end:]}"


REFUSED = {
    "aliases of aliases": ("a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(300)), "alias"),
    "ten thousand brackets": ("a: " + "[" * 10_000, "too-deep"),
    "ten thousand dashes": ("- " * 10_000 + "x\n", "too-deep"),
    "10 MB of text": (with_background("ord " * 2_500_000), "too-large"),
    "many keys": ("a:\n" + "".join(f"  k{n}: x\n" for n in range(30_000)), "too-many-values"),
    "many items": ("project: {goals: [" + "~, " * 10_000 + "]}", "too-many-items"),
    "many paragraphs": (with_background("a\n\n" * 40_000), "too-many-signs"),
    "many stars": (with_background("*a* " * 30_000), "too-many-signs"),
    "a long name": (f"project: {{name: {'Mening. ' * 20_000}}}", "too-long-line"),
    "half a character": (with_background("x\ud800y"), "encoding"),
    "half a character, escaped": ('project: {name: "x\\ud800y"}', "control-character"),
    "NUL": (with_background("x") + "# \0\n", "control-character"),
    "a noncharacter that marks holes": (with_background("\ufdd00\ufdd1"), "control-character"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_hostile_data_file_is_refused_soon(forms, tmp_path, kind):
    text, code = REFUSED[kind]
    documents, codes = made_of(text, forms, tmp_path)
    assert documents == []
    assert code in codes


MADE = {
    "a megabyte of amounts": "600 000 kronor " * 70_000,
    "bold words": "**a** " * 8_000,
    "lists that begin anew": "1. a\n\n x\n\n" * 4_900,
    "many links": "".join(f"[a](https://x.se/{n}) " for n in range(1_800)),
    "combining marks": "a" + "\u0301" * 40_000,
    "a list that begins at a number of 5,000 digits": "9" * 5_000 + ". a *b*",
    "one word": "x" * 1_000_000,
}


@pytest.mark.parametrize("kind", MADE)
def test_a_hostile_text_becomes_a_document_soon(forms, tmp_path, kind):
    documents, _codes = made_of(with_background(MADE[kind]), forms, tmp_path)
    assert len(documents) == 1
    assert fuzz_data.wrong_with(documents, thoroughly=False) == []


def test_a_name_of_a_thousand_words_is_no_trouble(forms, tmp_path):
    text = PLAN.replace("  name: Strategisk planering", "  name: " + "e " * 900 + "Strategisk planering", 1)
    assert text != PLAN
    assert len(made_of(text, forms, tmp_path)[0]) == 1


def test_every_character_that_unicode_assigns_is_refused_or_stands_in_the_document(forms, tmp_path):
    for text in planes()[::8]:
        kept = "".join(sign for sign in text if sign.isprintable() and sign not in "*_[]\\")
        documents, codes = made_of(with_background(f"Början {kept} slut"), forms, tmp_path)
        assert codes == [], codes
        said = body(documents[0].read_bytes())
        assert f"Början {kept[:50].split(' ')[0]}" in said


@pytest.mark.parametrize("text", ["]]>", "{{ 7 * 7 }}", "{% for", "<?do x ?>", "<w:p/>", "&amp;", "\ue000"])  # fmt: skip
def test_what_means_something_elsewhere_is_text_in_a_document(forms, tmp_path, text):
    documents, _codes = made_of(with_background(f"Före {text} efter"), forms, tmp_path)
    assert f"Före {text} efter" in body(documents[0].read_bytes())


@pytest.mark.parametrize("key", ["[a](b)", "list[x]"])
def test_an_unknown_key_with_a_bracket_is_told_where_it_stands(forms, tmp_path, key):
    (tmp_path / "data.yaml").write_text(f"project:\n  name: X\n  '{key}': y\n", encoding="utf-8")
    told = fuzz_data.generate(
        tmp_path / "data.yaml", forms, fuzz_data.Options(tmp_path, fuzz_data.NOW)
    ).problems
    assert [each.place.line for each in told if each.code == "unknown-key"] == [3]


def test_a_slip_is_told_in_a_file_whose_lines_end_with_a_carriage_return_alone(forms, tmp_path):
    text = PLAN.replace("  name: Strategisk planering", "  name: [Strategisk planering", 1)
    assert text != PLAN
    (tmp_path / "data.yaml").write_bytes(text.replace("\n", "\r").encode())
    told = fuzz_data.generate(
        tmp_path / "data.yaml", forms, fuzz_data.Options(tmp_path, fuzz_data.NOW)
    ).problems
    lines = text.split("\n")
    assert "Strategisk planering" in lines[min(each.place.line for each in told if each.level == "error") - 1]


def test_some_rounds_of_the_fuzzer(forms, tmp_path):
    for seed in range(25):
        documents, _codes = fuzz_data.one_round(seed, forms, tmp_path)
        assert fuzz_data.wrong_with(documents, thoroughly=False) == []
        for path in documents:
            path.unlink()
