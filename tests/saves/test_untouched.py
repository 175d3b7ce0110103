"""Nobody has written in a field: then a save changes nothing, nothing waits, and pull takes nothing."""

import random
import sys
import unicodedata
from pathlib import Path

import pytest
import yaml
from untouched import (
    SAVES,
    with_other_words,
    wrong_after_generation,
    wrong_after_merge,
    wrong_after_save,
)

sys.path.insert(0, str(Path(__file__).parents[1] / "fuzz"))
import drawn_data
import fuzz_saves

from generator.grant.forms.loading import load_all
from generator.run.scaffold import new_text

ROOT = Path(__file__).parents[2]
EXAMPLES = ["strategisk-planering", "lokal-mat"]
SENTENCE = "Projektet ger nya arbetssätt i länet. "


@pytest.fixture(scope="module")
def forms():
    return load_all(ROOT / "templates")


@pytest.fixture
def world(forms, tmp_path):
    """Return a function that makes the documents of some data in an empty folder."""
    return lambda data: fuzz_saves.made_of(data, forms, tmp_path)


def example(name):
    return (ROOT / "data" / f"{name}.yaml").read_bytes()


def with_background(text, **project):
    """The example with another long text, as the one document that shows it."""
    tree = yaml.load(example("strategisk-planering"), Loader=yaml.CBaseLoader)
    tree["documents"] = ["anslag11"]
    tree["project"] |= {"background": text, **project}
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, width=9999).encode()


@pytest.mark.parametrize("name", EXAMPLES)
def test_there_is_nothing_to_pull_from_an_example_and_no_save_of_its_documents_changes_anything(world, name):
    made = world(example(name))
    finals = made.finals()

    assert len(made.paths) == len(finals[0]) == 3
    assert wrong_after_generation(made) == []
    for save in SAVES:
        assert wrong_after_save(made, save, finals) == []


def test_no_save_of_documents_of_a_new_data_file_without_answers_changes_anything(world, forms):
    made = world(new_text(forms).encode())
    finals = made.finals()

    assert len(made.paths) == 3
    assert finals[0] == {}
    assert wrong_after_generation(made) == []
    for save in SAVES:
        assert wrong_after_save(made, save, finals) == []


def test_a_save_of_documents_of_a_half_filled_file_changes_nothing(world):
    draw = random.Random(0)
    tree = yaml.load(example("lokal-mat"), Loader=yaml.CBaseLoader)
    for holder, key, path, _value in list(drawn_data.leaves(tree)):
        if isinstance(holder, dict) and path[0] != "documents" and draw.random() < 0.5:
            holder[key] = None
    made = world(yaml.dump(tree, allow_unicode=True).encode())

    assert len(made.paths) == 3
    assert wrong_after_generation(made) + wrong_after_save(made, "written anew", made.finals()) == []


_LONG = 1_400  # sentences: 53,000 characters
TEXTS = {
    "many paragraphs": f"{SENTENCE}\n\n" * _LONG,
    "one paragraph": SENTENCE * _LONG,
    "one paragraph over many lines": f"{SENTENCE}\n" * _LONG,
    "one paragraph with bold words": f"**Projektet** {SENTENCE}" * _LONG,
    "one paragraph with hard breaks": f"{SENTENCE.strip()}\\\n" * _LONG + "Slut.",
    "one paragraph of signs": "3 * 4 * 5 [a] _b_ c_d_e \\* " * 2_500,
    "one word": "x" * 60_000,
    "one item of a list": f"- {SENTENCE * _LONG}",
    "many paragraphs with bold words": f"**Projektet** {SENTENCE * 8}\n\n" * 180,
    "many paragraphs with signs where they begin": "1\\. ett\n\n\\- två\n\n\\# tre\n\n> fyra\n\n2025. fem och flera ord till\n\n" * 100 + SENTENCE * _LONG,
    "a list and a long paragraph": f"- ett\n  - två\n\n{SENTENCE * _LONG}\n\n7. sju\n8. åtta",
    "a long list": f"- {SENTENCE}\n" * _LONG,
    "a long list that starts late": "".join(f"{at}. {SENTENCE}\n" for at in range(7, 7 + _LONG)),
    "a list in a list in a list": "- a\n  - b\n    - c\n\n      mer om c\n  - d\n    7. sju\n    8. åtta\n- e",
    "two lists that start late": "7. sju\n8. åtta\n\nmellan\n\n3. tre\n4. fyra",
    "signs of Markdown": "3 * 4 * 5 _a_ b_c_d `kod` ~~x~~ \\*\\* [a](https://x.se/a_b?c=*d*) <b> &amp; | a | ! # |",
    "signs of Markdown where lines begin": "# R\n\n> citat\n\n    kod\n\n---\n\n| a | b |\n|---|---|\n\n+ a\n\n1) b\n\n```\nx\n```",
    "odd blanks": " a\u00a0b\u2009c\u202fd \u00a0 e  f\tg\u3000h\u00adi\u2011j\u200bk\u2028l \n\n\u00a0a\u00a0\n\n a ",
    "emoji": "😀 👩‍👩‍👧🏳️‍🌈 m² CO₂ ½",
    "letters and their marks apart": unicodedata.normalize("NFD", "Åre, Östersund och Härjedalen: é ü"),
    "right to left": "אבג دهو \u202eabc\u202c slut",
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
def test_there_is_nothing_to_pull_right_after_a_generation_with(world, kind):
    made = world(with_background(TEXTS[kind]))

    assert len(made.paths) == 1
    assert made.nothing_to_pull() + made.nothing_in_status() == []


@pytest.mark.parametrize("name", ["a  b", "a\u00a0b", "a * b * c", "1. a", "- a", "*a* b", "[a](b)", "a_b_c", "\\* a", "😀", "e\u0301", "a\u202fb"])  # fmt: skip
def test_there_is_nothing_to_pull_right_after_a_generation_with_a_name_such_as(world, name):
    made = world(with_background("Ett stycke.", name=name, short_name=name))

    assert len(made.paths) == 1
    assert made.nothing_to_pull() + made.nothing_in_status() == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_there_is_nothing_to_pull_from_a_document_with_a_word_by_hand_and_then_new_data(world, name):
    made, draw = world(example(name)), random.Random(1)
    new = drawn_data.changed(draw, example(name))

    assert wrong_after_merge(made, new, draw) == []


def wrong_with_a_list(world, old, new):
    made, draw = world(with_background(old)), random.Random(1)

    assert len(made.paths) == 1
    return wrong_after_merge(made, with_background(new), draw)


@pytest.mark.parametrize(
    ("old", "new"),
    [("1. a", "2. a"), ("2. a", "1. b"), ("a\n\n1. b", "a\n\n5. b"), ("1. a\n2. b", "3. a\n4. b")],
)
def test_a_list_that_begins_at_another_number_in_new_data_begins_there_after_a_merge(world, old, new):
    assert wrong_with_a_list(world, old, new) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("- a", "1. b"), ("1. a", "- b"), ("x", "2. b"), ("2. a", "2. a\n3. b"), ("- a", "- a\n  - b")],
)
def test_a_list_of_another_kind_in_new_data_is_that_list_after_a_merge(world, old, new):
    assert wrong_with_a_list(world, old, new) == []


@pytest.mark.parametrize("first", range(0, 8, 4))  # more of them: .ci/long
def test_drawn_data_files(forms, tmp_path, first):
    made = 0
    for seed in range(first, first + 4):
        with fuzz_saves.made_once():
            _kind, documents, wrong = fuzz_saves.one_round(seed, forms, tmp_path / str(seed))
        made += documents
        assert wrong == [], seed
    assert made >= 2


def test_the_laws_see_an_edit_in_a_field(world):
    """Else all the other tests say nothing."""
    made = world(example("strategisk-planering"))
    finals = made.finals()
    for path in made.paths:
        path.write_bytes(with_other_words(path.read_bytes(), "063-14 66 10", "063-14 66 99"))

    assert any(said.startswith("pull takes case.officer.phone: ") for said in made.nothing_to_pull())
    assert len(made.nothing_in_status()) == len(made.nothing_new({"kept"})) == 3
    assert len(finals[0]) == 3
    assert made.finals()[0] == {}
