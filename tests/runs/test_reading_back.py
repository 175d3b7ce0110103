"""A data file read back from a document whose own is gone: what it holds is right, what it lacks is told."""

import json
import subprocess
from random import Random

import pytest
from lxml import etree

from generator.grant.project import model, survey_text
from generator.grant.yaml import document
from generator.problems import ProblemError
from generator.pull.schema_values import Values
from generator.run.reading_back import read_back
from generator.run.word_file import WordFile
from tests.conftest import ROOT
from tests.reread import FORMS, beyond, data_of, drawn, made, mixed, said

EXAMPLES = "strategisk-planering", "lokal-mat"
ALL = [(name, form.name, kind) for name in EXAMPLES for form in FORMS for kind in ("draft", "final")]
OFTEN = {
    ("strategisk-planering", "tillvaxtverket", "final"): 295,
    ("lokal-mat", "anslag11", "draft"): 290,
    ("strategisk-planering", "beslut", "final"): 9,
}
"""How many values are read, at the least; of the memo most stand in sentences without a heading of their own."""


@pytest.mark.parametrize(
    "which",
    [each if each in OFTEN else pytest.param(each, marks=pytest.mark.long) for each in ALL],
    ids="-".join,
)
def test_what_is_read_back_is_what_the_data_said(which):
    data, file = made(*which)

    found = read_back(data, "sent.docx", FORMS).file

    assert beyond(found, file) == set()
    assert list(mixed(found, file)) == []
    assert sum(said(found).values()) >= OFTEN.get(which, 5)
    assert found.values["project"]["name"] == file.values["project"]["name"]


def thinned(value, random, rate):
    """The values without some of them, and some of the texts with their words in another order."""
    if isinstance(value, dict):
        return {name: thinned(each, random, rate) for name, each in value.items() if random.random() > rate}
    if isinstance(value, list):
        return [thinned(each, random, rate) for each in value if random.random() > rate]
    words = value.split() if isinstance(value, str) and random.random() < 0.08 else []
    return " ".join(random.sample(words, len(words))) if len(words) > 2 else value


@pytest.mark.parametrize(
    "seed", [5, 46, *(pytest.param(each, marks=pytest.mark.long) for each in range(100, 160))]
)
def test_of_a_drawn_project_nothing_is_read_that_it_does_not_say(seed):
    random = Random(seed)
    form, kind = random.choice(FORMS).name, random.choice(["draft", "final"])
    values = thinned(data_of(random.choice(EXAMPLES), form).values, random, random.choice([0.05, 0.15, 0.3]))
    values["financing"] = None  # a row without its financier is one that begins with the next of its cell
    file = document.read(json.dumps({**values, "documents": [form], "ignore": []}).encode(), "x.yaml")
    if survey_text(file.encode(file.text), "x.yaml", FORMS, draft=True).slips:
        pytest.skip("it has lost what others of its values need")

    found = read_back(drawn(file, form, kind), "sent.docx", FORMS).file

    assert beyond(found, file) == set()


def test_a_sum_of_what_is_known_is_no_financier():
    file = document.read(
        data_of("lokal-mat", "anslag11").put("financing.contributions.0.amount", None).encode(), "x"
    )

    found = read_back(drawn(file, "anslag11", "draft"), "sent.docx", FORMS).file

    assert list(mixed(found, file)) == []
    names = {each.get("financier") for each in found.values["financing"]["contributions"]}
    assert names < {each["financier"] for each in file.values["financing"]["contributions"]}


def test_what_a_second_table_shows_of_some_items_goes_to_no_other_item():
    file = data_of("lokal-mat", "anslag11")
    in_kind = next(
        n for n, each in enumerate(file.values["financing"]["contributions"]) if each.get("calculation")
    )
    assert in_kind > 0
    file = document.read(
        file.put(f"financing.contributions.{in_kind}.calculation", "Tolv dagar").encode(), "x"
    )

    found = read_back(drawn(file, "anslag11", "final"), "sent.docx", FORMS).file

    assert list(mixed(found, file)) == []


def test_long_texts_keep_their_lists_and_bold_words():
    data, file = made("strategisk-planering", "tillvaxtverket", "final")

    found = Values(read_back(data, "sent.docx", FORMS).file, model(FORMS))

    for path in ("project.problem", "project.expected_results", "project.organisation"):
        assert found.now(path) == Values(file, model(FORMS)).now(path)
        assert found.written(path) is not None


def test_what_is_not_sure_is_told_with_its_place_and_not_taken():
    data, _file = made("strategisk-planering", "tillvaxtverket", "final")

    back = read_back(data, "sent.docx", FORMS)

    told = {(each.place.words, each.code) for each in back.problems}
    assert ("Finansiärer, row 3 of the table", "read-back-unsure") in told
    (line,) = [each for each in back.problems if each.place.words == "Finansiärer, row 3 of the table"]
    assert "Region Jämtland Härjedalen anslag 1:1" in line.message
    assert [each["financier"] for each in back.file.values["financing"]["contributions"]] == [
        "Tillväxtverket"
    ]


def test_every_word_of_a_document_is_in_the_data_or_told():
    data, _file = made("strategisk-planering", "tillvaxtverket", "final")
    package = WordFile(data, "x").copy()
    text = package.parts[package.main].decode()
    written = text.replace("Inventering av underlag", "Ett stycke som chefen skrev", 1)
    assert written != text
    package.put(package.main, etree.fromstring(written.encode()))

    back = read_back(package.to_bytes(), "sent.docx", FORMS)

    assert "Ett stycke som chefen skrev" in back.file.values["project"]["activities"][1]["description"]


def test_a_sentence_that_somebody_added_under_a_heading_without_one_answer_is_told():
    data, _file = made("strategisk-planering", "beslut", "final")
    package = WordFile(data, "x").copy()
    text = package.parts[package.main].decode()
    start = text.index("<w:p>", text.index("Ärendebeskrivning")) if "<w:p>" in text else text.index("<w:p ")
    written = text[:start] + "<w:p><w:r><w:t>Chefens egen mening.</w:t></w:r></w:p>" + text[start:]
    package.put(package.main, etree.fromstring(written.encode()))

    back = read_back(package.to_bytes(), "sent.docx", FORMS)

    assert any("Chefens egen mening." in each.message for each in back.problems)
    assert "Chefens egen mening" not in back.file.text


def test_another_word_file_is_refused():
    layout = (ROOT / "templates" / "profil" / "base.docx").read_bytes()

    with pytest.raises(ProblemError) as refused:
        read_back(layout, "brev.docx", FORMS)

    assert [each.code for each in refused.value.problems] == ["read-back-unknown"]


@pytest.mark.office
@pytest.mark.parametrize("kind", ["draft", "final"])
def test_what_libreoffice_has_saved_is_read_too(kind, tmp_path):
    data, file = made("strategisk-planering", "tillvaxtverket", kind)
    (tmp_path / "in.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        tmp_path / "out",
    ]
    subprocess.run([*command, tmp_path / "in.docx"], check=True, capture_output=True, timeout=120)

    found = read_back((tmp_path / "out" / "in.docx").read_bytes(), "sent.docx", FORMS).file

    # It writes the first paragraph in a control without its bold words.
    plain = (document.read(each.text.replace("**", "").encode(), "x.yaml") for each in (found, file))
    assert beyond(*plain) == set()
    assert sum(said(found).values()) >= 280


def test_a_new_project_begins_from_a_final(ansokan, project):
    assert ansokan("generate --final").code == 0
    sent = project.parents[1] / "output" / "projekt" / "slutlig" / "ansokan-tillvaxtverket-RUN-479-2024.docx"
    project.unlink()

    run = ansokan(f"new --from {sent} --years 1 data/nya.yaml")

    assert run.code == 0
    assert "Finansiärer, row 3 of the table: hint: It is not sure what this is of the data" in run.said
    made = document.read((project.parent / "nya.yaml").read_bytes(), "nya.yaml").values
    assert made["project"]["period"]["end"] == "2026-05-30"
    assert made["applicant"]["organisation_number"] == "232100-0214"
    assert made["budget"]["lines"][0].get("amount") is None
    assert made["carried_from"] == sent.name
    assert "carried-not-reviewed" in ansokan("check").said
