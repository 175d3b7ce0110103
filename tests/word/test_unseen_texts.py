"""What a document says without showing it in its text follows the data, and people's own stays."""

from lxml import etree
from wml import root

from generator.word.merge.unseen_texts import follow_unseen

ALT = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="B" descr="{}"/></wp:inline></w:drawing></w:r></w:p>'
BOX = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr></w:sdt>'


def after(kind, base, edited, generated):
    """What the edited story says after the merge; each letter is one picture or box."""
    stories = [
        etree.fromstring(root("body", *(kind.format(said) for said in story)))
        for story in (base, edited, generated)
    ]
    follow_unseen(*stories)
    return "".join(
        value
        for each in stories[1].iter()
        for name, value in each.items()
        if name == "descr" or "wordml" in name
    )


def test_an_alternative_text_follows_the_data():
    assert after(ALT, "ab", "ab", "ac") == "ac"


def test_an_alternative_text_that_a_person_wrote_stays():
    assert after(ALT, "ab", "ax", "ac") == "ax"


def test_a_check_box_follows_the_data_unless_a_person_ticked_it():
    assert after(BOX, "000", "010", "101") == "111"


def test_where_it_is_not_known_which_picture_is_which_nothing_is_written():
    assert after(ALT, "ab", "b", "ac") == "b"
