"""Earlier generations of a document are kept: one that comes back is merged from what it was generated as."""

import json
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from changes import SENTENCE, change
from edited import asked, edit, parts_of
from hypothesis import given
from hypothesis import strategies as st

from generator.formats import FILTERS
from generator.run import bases
from generator.system import generations
from generator.system.generations import Generations, Key
from generator.system.zip_files import Deflated, Member, archive
from tests.outline import outline

OURS = "leds av en styrgrupp"
ENDS = [f"2026-{month:02}-{day:02}" for month in range(1, 6) for day in range(10, 20)]
LINE = "generate --document beslut"
MADE: dict[Path, bytes] = {}


@pytest.fixture
def memo(project, tmp_path):
    """Where the memo is made."""
    return tmp_path / "output" / "projekt" / "beslut.docx"


def store(memo):
    return memo.parent / ".generated" / "generations.zip"


def generate_each(ansokan, project, memo, ends):
    """Generate the memo for each end of the project; return the files as they were made."""
    found, last = [], "2025-05-30"
    for end in ends:
        change(project, (f"end: {last}", f"end: {end}"))
        last = end
        assert ansokan(LINE).code == 0
        found.append(memo.read_bytes())
    return found


@pytest.fixture
def fifty(ansokan, project, memo, tmp_path):
    """The memo as it was generated fifty times; the fiftieth lies there. Made once for all tests."""
    if not MADE:
        for number, made in enumerate(generate_each(ansokan, project, memo, ENDS)):
            (tmp_path / f"{number + 1}").write_bytes(made)
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        MADE.update({path.relative_to(tmp_path): path.read_bytes() for path in files})
    for path, content in MADE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return [(tmp_path / f"{number + 1}").read_bytes() for number in range(50)]


def as_made_now(ansokan, memo):
    """The memo as it is made when nothing lies there."""
    there = memo.read_bytes()
    memo.unlink()
    ansokan(LINE)
    made = memo.read_bytes()
    memo.write_bytes(there)
    return made


# --- put back


@pytest.mark.parametrize("number", [1, 25, 49])
def test_an_edited_file_of_an_earlier_generation_that_is_put_back_merges(
    ansokan, project, memo, fifty, number
):
    memo.write_bytes(fifty[number - 1])
    edit(memo, SENTENCE)
    change(project, (f"end: {ENDS[-1]}", "end: 2027-01-31"))

    done = ansokan(LINE)

    assert done.code == 0, done.said
    assert "merged with your changes: " in done.said
    assert "conflict" not in done.said
    text = outline(memo.read_bytes())
    assert OURS in text
    assert "[project.period.end=den\u00a031\u00a0januari\u00a02027]" in text
    assert ENDS[number - 1] not in text
    assert text.replace("leds av en styrgrupp och ", "") == outline(as_made_now(ansokan, memo))


@pytest.mark.parametrize("number", [1, 25, 49])
def test_one_that_nobody_has_edited_is_brought_up_to_date_with_no_copy_beside(
    ansokan, project, memo, fifty, number
):
    memo.write_bytes(fifty[number - 1])

    done = ansokan(LINE)

    assert done.code == 0
    assert memo.read_bytes() == fifty[-1]
    assert [path.name for path in memo.parent.glob("*.docx")] == ["beslut.docx"]


def test_a_field_edited_in_an_earlier_generation_is_in_conflict_only_where_the_data_has_changed(
    ansokan, project, memo, fifty
):
    memo.write_bytes(fifty[10])
    edit(memo, (f">{FILTERS['datum'](ENDS[10])}<", ">2026-12-24<"), (">RUN/479/2024<", ">RUN/480/2024<"))

    done = asked(ansokan, LINE)

    (document,) = done["documents"]
    assert document["conflicts"] == 1
    assert {each["path"] for each in document["pending"]} == {"case.number"}
    xml = parts_of(memo.read_bytes())["word/document.xml"].decode()
    assert "2026-12-24" in xml
    assert "19\u00a0maj" in xml


def test_status_compares_with_what_the_file_was_generated_as(ansokan, project, memo, fifty):
    memo.write_bytes(fifty[3])
    edit(memo, SENTENCE)

    (found,) = [
        each for each in asked(ansokan, "status")["documents"] if each["document"].endswith("beslut.docx")
    ]

    assert (found["stale"], found["edits"]) == (["project.period.end"], 1)


def test_an_earlier_generation_of_another_document_is_still_another_document(ansokan, project, memo):
    ansokan("generate")
    other = (memo.parent / "anslag11.docx").read_bytes()
    change(project, ("end: 2025-05-30", "end: 2025-08-31"))
    ansokan("generate")
    memo.write_bytes(other)

    assert "[other-document]" in ansokan(LINE).said
    assert memo.read_bytes() == other


# --- pulled


def test_a_field_edited_in_a_copy_of_an_earlier_generation_is_pulled_wherever_it_lies(
    ansokan, project, memo, fifty, tmp_path
):
    copy = tmp_path / "post" / "beslut-maria.docx"
    copy.parent.mkdir()
    copy.write_bytes(fifty[0])
    edit(copy, (">RUN/479/2024<", ">RUN/480/2024<"))

    done = asked(ansokan, "pull post/beslut-maria.docx")

    assert [(each["path"], each["new"]) for each in done["taken"]] == [("case.number", "RUN/480/2024")]
    assert done["problems"] == []
    assert "RUN/480/2024" in project.read_text("utf-8")


def test_a_copy_of_a_generation_that_is_not_kept_proves_nothing(ansokan, project, memo, fifty, tmp_path):
    (tmp_path / "copy.docx").write_bytes(fifty[0])
    store(memo).unlink()

    assert "[pull-unproved]" in ansokan("pull copy.docx").said
    assert ansokan("pull copy.docx --data data/projekt.yaml").code == 0


def test_an_earlier_generation_is_edited_pulled_edited_again_and_merged(ansokan, project, memo, fifty):
    memo.write_bytes(fifty[7])
    edit(memo, (">RUN/479/2024<", ">RUN/480/2024<"))
    assert ansokan(f"pull {memo}").code == 0
    edit(memo, (">RUN/480/2024<", ">RUN/481/2024<"))
    assert ansokan(f"pull {memo}").code == 0

    done = asked(ansokan, LINE)

    (document,) = done["documents"]
    assert (document["conflicts"], document["pending"]) == (0, [])
    text = outline(memo.read_bytes())
    assert "[case.number=RUN/481/2024]" in text
    assert f"[project.period.end={FILTERS['datum'](ENDS[-1])}]" in text


def test_what_was_pulled_is_no_edit_any_more_when_the_file_lies_again_as_it_was_generated(
    ansokan, project, memo, fifty
):
    memo.write_bytes(fifty[7])
    edit(memo, (">RUN/479/2024<", ">RUN/480/2024<"))
    assert ansokan(f"pull {memo}").code == 0
    memo.write_bytes(fifty[7])

    done = asked(ansokan, f"pull {memo}")

    assert done["taken"] == []
    assert "RUN/480/2024" in project.read_text("utf-8")


# --- what is kept


def test_each_generation_is_kept_byte_for_byte_and_what_they_share_once(ansokan, memo, fifty):
    kept = Generations(memo.parent)

    known = kept.known()

    assert [kept.recall(key) for key in known] == fifty[:-1]
    parts = {content for made in fifty[:-1] for content in parts_of(made).values()}
    with zipfile.ZipFile(store(memo)) as file:
        names = [name for name in file.namelist() if name.startswith("parts/")]
        assert {sha256(file.read(name)).hexdigest() for name in names} == {name[6:] for name in names}
    assert len(names) == len(parts)
    assert store(memo).stat().st_size < sum(map(len, fifty)) / 2


def test_a_run_that_writes_nothing_does_not_touch_them(ansokan, project, memo, fifty):
    project.write_bytes(project.read_bytes() + b"\n")  # what is remembered is not asked
    edit(memo, SENTENCE)
    before = store(memo).stat()

    for line in (LINE, "generate --document beslut --dry-run", "status", f"pull {memo}"):
        assert ansokan(line).code == 0

    assert store(memo).stat() == before


def test_a_dry_run_keeps_nothing(ansokan, project, memo, fifty):
    before = store(memo).read_bytes()
    change(project, (f"end: {ENDS[-1]}", "end: 2027-01-31"))

    ansokan("generate --dry-run")

    assert store(memo).read_bytes() == before


def test_a_generation_that_comes_again_is_kept_once_as_the_youngest(ansokan, project, memo):
    a, b, *_ = generate_each(ansokan, project, memo, ["2026-01-01", "2026-02-02", "2026-01-01", "2026-03-03"])

    kept = Generations(memo.parent)

    assert [kept.recall(key) for key in kept.known()] == [b, a]


def test_above_the_most_the_oldest_go_but_not_one_that_a_file_in_the_folder_is_of(
    ansokan, project, memo, monkeypatch
):
    monkeypatch.setattr(generations, "MOST", 3)
    made = generate_each(ansokan, project, memo, ENDS[:3])
    (memo.parent / "beslut v2.docx").write_bytes(made[1])
    (memo.parent / "not Word.docx").write_bytes(b"anything")
    change(project, (f"end: {ENDS[2]}", "end: 2025-05-30"))
    made += generate_each(ansokan, project, memo, ENDS[3:7])

    kept = Generations(memo.parent)

    assert [kept.recall(key) for key in kept.known()] == [made[1], made[4], made[5]]
    memo.write_bytes(made[1])
    edit(memo, SENTENCE)
    assert "merged with your changes: " in ansokan(LINE).said
    memo.write_bytes(made[0])
    edit(memo, SENTENCE)
    done = ansokan(LINE)
    assert "[other-generation]" in done.said
    assert "--data projekt.yaml" in done.said


def test_above_the_size_the_oldest_go_but_never_the_last_of_a_document(ansokan, project, memo, monkeypatch):
    ansokan("generate")
    ansokan("generate --document anslag11")
    monkeypatch.setattr(generations, "MOST_BYTES", 40_000)
    monkeypatch.setattr(generations, "ENOUGH_BYTES", 40_000)
    change(project, ("end: 2025-05-30", "end: 2025-08-31"))
    ansokan("generate")
    change(project, ("end: 2025-08-31", "end: 2025-05-30"))
    generate_each(ansokan, project, memo, ENDS[:12])

    kept = Generations(memo.parent).known()

    assert {key.document for key in kept} == {"anslag11.docx", "beslut.docx", "tillvaxtverket.docx"}
    assert len([key for key in kept if key.document == "anslag11.docx"]) == 1
    monkeypatch.undo()


def test_ten_generations_are_below_the_size_that_is_left_room_for(ansokan, project, memo, monkeypatch):
    size = 60_000
    monkeypatch.setattr(generations, "MOST_BYTES", size)
    monkeypatch.setattr(generations, "ENOUGH_BYTES", size - 10_000)
    generate_each(ansokan, project, memo, ENDS[:20])

    assert 30_000 < store(memo).stat().st_size <= size
    assert 2 < len(Generations(memo.parent).known()) < 19
    assert all(Generations(memo.parent).recall(key) for key in Generations(memo.parent).known())


# --- stopped, damaged


def test_what_stops_a_run_before_the_bases_take_their_places_loses_no_generation(
    ansokan, project, memo, monkeypatch
):
    (first,) = generate_each(ansokan, project, memo, ENDS[:1])
    with monkeypatch.context() as stopped:
        stopped.setattr(bases.Bases, "settle", lambda _self: [])
        change(project, (f"end: {ENDS[0]}", "end: 2025-05-30"))
        (second,) = generate_each(ansokan, project, memo, ENDS[1:2])
    assert (memo.parent / ".generated" / "beslut.docx.next").exists()
    edit(memo, SENTENCE)
    change(project, (f"end: {ENDS[1]}", f"end: {ENDS[2]}"))

    assert "merged with your changes: " in ansokan(LINE).said

    kept = Generations(memo.parent)
    assert [kept.recall(key) for key in kept.known()] == [first, second]
    assert not (memo.parent / ".generated" / "beslut.docx.next").exists()
    assert OURS in outline(memo.read_bytes())


def cut(content):
    return content[:-500]


def without_parts(content):
    return zipped({name: each for name, each in parts_of(content).items() if not name.startswith("parts/")})


def with_other_parts(content):
    return zipped(
        {name: b"x" if name.startswith("parts/") else each for name, each in parts_of(content).items()}
    )


def with_other_lists(content):
    lists = {name: each for name, each in parts_of(content).items() if name.startswith("generations/")}
    return zipped({name: json.dumps({"parts": 7}).encode() for name in lists} | {"generations/x.json": b"{"})


def zipped(parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


DAMAGES = {
    "empty": lambda _: b"",
    "cut": cut,
    "no zip": lambda _: b"x" * 5_000,
}
INSIDE = {
    "its beginning gone": lambda content: b"x" * 3_000 + content[3_000:],
    "no parts": without_parts,
    "other parts": with_other_parts,
    "other lists": with_other_lists,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_told_of_once_and_begun_anew(ansokan, project, memo, fifty, damage):
    store(memo).write_bytes(DAMAGES[damage](store(memo).read_bytes()))
    memo.write_bytes(fifty[0])
    edit(memo, SENTENCE)
    mine = memo.read_bytes()

    assert "[other-generation]" in ansokan(LINE).said
    assert ansokan("status").code in {0, 1}
    assert ansokan(f"pull {memo}").code == 1
    assert memo.read_bytes() == mine
    memo.write_bytes(fifty[-1])
    told = []
    for before, after in ((ENDS[-1], "2027-01-01"), ("2027-01-01", "2027-01-02")):
        change(project, (f"end: {before}", f"end: {after}"))
        done = ansokan(LINE)
        assert done.code == 0
        told.append("[generations-damaged]" in done.said)

    assert told == [True, False]
    kept = Generations(memo.parent)
    assert kept.recall(kept.known()[-2]) == fifty[-1]


@pytest.mark.parametrize("damage", INSIDE)
def test_one_whose_members_are_damaged_gives_nothing_and_stops_nothing(
    ansokan, project, memo, fifty, damage, monkeypatch
):
    monkeypatch.setattr(generations, "MOST", 20)
    store(memo).write_bytes(INSIDE[damage](store(memo).read_bytes()))
    memo.write_bytes(fifty[0])
    edit(memo, SENTENCE)

    assert "[other-generation]" in ansokan(LINE).said
    memo.write_bytes(fifty[-1])
    change(project, (f"end: {ENDS[-1]}", "end: 2027-01-01"))
    assert ansokan(LINE).code == 0

    kept = Generations(memo.parent)
    assert kept.recall(kept.known()[-1]) == fifty[-1]


def test_a_file_that_cannot_be_written_does_not_keep_the_documents_back(ansokan, project, memo, fifty):
    store(memo).chmod(0o444)
    change(project, (f"end: {ENDS[-1]}", "end: 2027-01-01"))

    done = ansokan(LINE)

    assert done.code == 0
    assert "generations.zip: warning: " in done.said
    assert "[project.period.end=den\u00a01\u00a0januari\u00a02027]" in outline(memo.read_bytes())


# --- by themselves

PARTS = st.dictionaries(st.sampled_from("abcdå"), st.binary(max_size=3), min_size=1)


@given(st.lists(st.tuples(st.sampled_from(["x.docx", "y.docx"]), PARTS), max_size=30))
def test_whatever_is_put_there_is_read_back_byte_for_byte(tmp_path_factory, drawn):
    folder = tmp_path_factory.mktemp("generations")
    last: dict[Key, bytes] = {}
    for document, parts in drawn:
        members = [Member.of(name, Deflated.of(content)) for name, content in parts.items()]
        data = archive(members, (2026, 11, 23, 14, 12, 0))
        key = Key(document, sha256(data).hexdigest())
        last.pop(key, None)
        last[key] = data
        kept = Generations(folder)
        kept.remember(key, data)
        kept.write(tuple)

    kept = Generations(folder)

    assert kept.known() == list(last)
    assert [kept.recall(key) for key in last] == list(last.values())
