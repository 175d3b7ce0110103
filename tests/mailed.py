"""What people do to a copy of a document that was mailed to them, as Word writes it, and what a document says then."""

from edited import NS, W, parts_of, rezipped, words, xml, zipped
from lxml import etree

from tests.outline import outline


def saved_by(path, author):
    """Let the file say who saved it last."""

    def name(root):
        (last,) = root.iter("{*}lastModifiedBy")
        last.text = author

    rezipped(path, name, part="docProps/core.xml")


def body(path):
    return etree.fromstring(parts_of(path.read_bytes())["word/document.xml"])


def kept(path):
    """The text of the document, tracked changes accepted."""
    return outline(path.read_bytes())


def deleted(path):
    return words(body(path), "delText")


def comments(path):
    """Author and text of each comment, with the words that it hangs on."""
    parts = parts_of(path.read_bytes())
    if "word/comments.xml" not in parts:
        return []
    return [
        (each.get(f"{W}author"), words(each), under(body(path), each.get(f"{W}id")))
        for each in etree.fromstring(parts["word/comments.xml"])
    ]


def under(root, number):
    said, inside = "", False
    for each in root.iter():
        if each.tag == f"{W}commentRangeStart" and each.get(f"{W}id") == number:
            inside = True
        elif each.tag == f"{W}commentRangeEnd" and each.get(f"{W}id") == number:
            inside = False
        elif inside and each.tag in {f"{W}t", f"{W}delText"}:
            said += each.text or ""
    return said


def proposes(old, new, author="Bo", date="2026-11-25T08:00:00Z"):
    """A person proposes other words in a sentence, with changes tracked."""

    def change(root):
        text = next(each for each in root.iter(f"{W}t") if old in (each.text or ""))
        before, _old, after = text.text.partition(old)
        run = text.getparent()
        mark = f'w:id="7" w:author="{author}" w:date="{date}"'
        look = run.find(f"{W}rPr")
        look = "" if look is None else etree.tostring(look).decode()
        space = 'xml:space="preserve"'
        pieces = [
            f"<w:r>{look}<w:t {space}>{before}</w:t></w:r>",
            f"<w:del {mark}><w:r>{look}<w:delText {space}>{old}</w:delText></w:r></w:del>",
            f"<w:ins {mark}><w:r>{look}<w:t {space}>{new}</w:t></w:r></w:ins>" if new else "",
            f"<w:r>{look}<w:t {space}>{after}</w:t></w:r>",
        ]
        for piece in pieces:
            if piece:
                run.addprevious(xml(piece))
        run.getparent().remove(run)

    return change


def proposals(path):
    """Author, kind and words of each tracked change of a person."""
    return [
        (each.get(f"{W}author"), etree.QName(each).localname, words(each) or words(each, "delText"))
        for each in body(path).iter(f"{W}ins", f"{W}del")
        if each.get(f"{W}author") != "ansokan"
    ]


def says(words_of, text, author="Bo", number=3):
    """A person comments on words, as Word writes it; parts for it are added by `with_comments`."""

    def change(root):
        run = next(each for each in root.iter(f"{W}r") if words_of in words(each))
        (text_of_run,) = run.iterchildren(f"{W}t")
        before, _old, after = text_of_run.text.partition(words_of)
        look = run.find(f"{W}rPr")
        look = "" if look is None else etree.tostring(look).decode()
        for piece in (
            f'<w:r>{look}<w:t xml:space="preserve">{before}</w:t></w:r>',
            f'<w:commentRangeStart w:id="{number}"/>',
            f'<w:r>{look}<w:t xml:space="preserve">{words_of}</w:t></w:r>',
            f'<w:commentRangeEnd w:id="{number}"/>',
            f'<w:r><w:commentReference w:id="{number}"/></w:r>',
            f'<w:r>{look}<w:t xml:space="preserve">{after}</w:t></w:r>',
        ):
            run.addprevious(xml(piece))
        run.getparent().remove(run)

    return change


def with_comments(path, *entries):
    """Let a file have a part of comments: number, author, text of each."""
    parts = parts_of(path.read_bytes())
    written = "".join(
        f'<w:comment w:id="{number}" w:author="{author}" w:initials="{author[0]}" w:date="2026-11-24T09:00:00Z">'
        f"<w:p><w:r><w:annotationRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
        for number, author, text in entries
    )
    parts["word/comments.xml"] = f'<w:comments xmlns:w="{NS}">{written}</w:comments>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    rels = parts["word/_rels/document.xml.rels"].decode()
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relation = f'<Relationship Id="rIdC" Type="{related}" Target="comments.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", relation).encode()
    path.write_bytes(zipped(parts))


W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def threaded(path, answers):
    """Let comments answer others, or be done, as Word writes it: number, number of the one answered, done."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts["word/comments.xml"])
    for each in root:
        each[-1].set(f"{W14}paraId", f"0000000{each.get(f'{W}id')}")
    parts["word/comments.xml"] = etree.tostring(root)
    entries = "".join(
        f'<w15:commentEx w15:paraId="0000000{number}"'
        + (f' w15:paraIdParent="0000000{parent}"' if parent else "")
        + f' w15:done="{done}"/>'
        for number, parent, done in answers
    )
    parts["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{W15[1:-1]}">{entries}</w15:commentsEx>'.encode()
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    override = f'<Override PartName="/word/commentsExtended.xml" ContentType="{kind}"/></Types>'
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    related = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    relation = f'<Relationship Id="rIdE" Type="{related}" Target="commentsExtended.xml"/></Relationships>'
    rels = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", relation).encode()
    path.write_bytes(zipped(parts))


def answered(path, number, own, author, text):
    """Let somebody answer a comment that the file has, and that Word has given a name."""
    parts = parts_of(path.read_bytes())
    (name,) = [name for name in parts if name.startswith("word/comments")]
    root = etree.fromstring(parts[name])
    entry = etree.fromstring(
        f'<w:comment xmlns:w="{NS}" w:id="{own}" w:author="{author}" w:date="2026-11-26T09:00:00Z">'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
    )
    root.append(entry)
    parts[name] = etree.tostring(root)
    path.write_bytes(zipped(parts))
    threaded(path, [(own, number, "0")])


def threads(path):
    """What each comment says, what the one says that it answers, whether it is done."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts["word/comments.xml"])
    said = {each[-1].get(f"{W14}paraId"): words(each) for each in root}
    (name,) = [name for name in parts if name.startswith("word/commentsExtended")]
    return [
        (said[each.get(f"{W15}paraId")], said.get(each.get(f"{W15}paraIdParent")), each.get(f"{W15}done"))
        for each in etree.fromstring(parts[name])
    ]
