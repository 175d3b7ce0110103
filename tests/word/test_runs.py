"""A paragraph reads as one string however Word split it, and a stretch of it can be had as one run."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from wml import W, Xml, b, link, p, r, root, sdt

from generator.word.opc.names import RPR, RUN
from generator.word.text.runs import isolate, text_of


def made(*pieces):
    return etree.fromstring(root("x", p(*pieces)))[0]


def looks(paragraph):
    """Each run as (look, text)."""
    found = []
    for run in paragraph.iter(RUN):
        look = run.find(RPR)
        name = "" if look is None else etree.QName(look[0]).localname
        found.append((name, "".join(run.itertext())))
    return found


def test_the_text_is_one_string_with_tabs_breaks_and_hard_hyphens():
    x = Xml("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>")
    assert text_of(made(x, link("e"), sdt("f"))) == "a\tb\nc\u2011def"


def test_what_is_deleted_is_not_read_and_what_is_inserted_is():
    gone = Xml('<w:del w:id="1" w:author="x"><w:r><w:delText>bort</w:delText></w:r></w:del>')
    new = Xml('<w:ins w:id="2" w:author="x"><w:r><w:t>ny</w:t></w:r></w:ins>')
    assert text_of(made("a", gone, new)) == "any"


def test_the_text_of_a_text_box_is_its_own():
    box = Xml(
        f"<w:r><w:pict><v:textbox><w:txbxContent>{p('inne')}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    assert text_of(made("ute", box)) == "ute"


def test_a_page_break_is_no_text():
    assert text_of(made(Xml('<w:r><w:br w:type="page"/><w:t>a</w:t></w:r>'))) == "a"


def test_a_stretch_over_three_runs_becomes_one_in_the_look_of_its_first_letter():
    paragraph = made("Titel: ", b("{{ pro"), "ject.", r("title }} slut", "<w:i/>"))
    start = text_of(paragraph).index("{{")
    (run,) = isolate(paragraph, (start, start + len("{{ project.title }}")))
    assert looks(paragraph) == [("", "Titel: "), ("b", "{{ project.title }}"), ("i", " slut")]
    assert "".join(run.itertext()) == "{{ project.title }}"


def test_bookmarks_and_comment_anchors_inside_a_stretch_are_kept():
    mark = Xml('<w:bookmarkStart w:id="1" w:name="x"/>')
    note = Xml('<w:r><w:commentReference w:id="3"/></w:r>')
    paragraph = made("{{ a", mark, note, " }}", Xml('<w:bookmarkEnd w:id="1"/>'))
    isolate(paragraph, (0, 7))
    names = [etree.QName(element).localname for element in paragraph.iter() if "}" in element.tag]
    assert [name for name in names if "ookmark" in name or "Ref" in name] == [
        "bookmarkStart",
        "commentReference",
        "bookmarkEnd",
    ]
    assert text_of(paragraph) == "{{ a }}"


def test_a_picture_in_the_same_run_is_kept_beside_it():
    paragraph = made(Xml("<w:r><w:t>{{ a</w:t><w:drawing/><w:t> }}</w:t></w:r>"))
    (run,) = isolate(paragraph, (0, 7))
    assert run.find(f"{{{W}}}drawing") is None
    assert paragraph.find(f".//{{{W}}}drawing") is not None


@given(
    st.lists(st.text("ab{}\t\n é", min_size=1, max_size=6), min_size=1, max_size=6),
    st.lists(st.integers(0, 36), max_size=6),
)
def test_the_text_is_the_same_wherever_it_is_cut(texts, at):
    def run(text):
        inside = "".join(
            {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(letter, f"<w:t xml:space='preserve'>{letter}</w:t>")
            for letter in text
        )
        return Xml(f"<w:r>{inside}</w:r>")

    paragraph, whole = made(*map(run, texts)), "".join(texts)
    cuts = sorted({cut for cut in at if cut <= len(whole)})
    stretches = list(zip(cuts[::2], cuts[1::2], strict=False))
    runs = isolate(paragraph, *stretches)
    assert text_of(paragraph) == whole
    assert [text_of(_alone(run)) for run in runs] == [whole[start:end] for start, end in stretches]


def _alone(run):
    holder = etree.fromstring(root("p", ""))
    holder.append(etree.fromstring(etree.tostring(run, with_tail=False)))
    return holder
