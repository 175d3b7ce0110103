"""Random documents as the program makes them, and the same again after the data or the form has changed."""

from __future__ import annotations

import copy
import itertools
from dataclasses import dataclass, field

from wml import STYLES, Xml, b, docx, p, r, tbl, tc, tr

from generator.located import Origin
from generator.word.text.content_control import block, control_id, inline, placeholder

WORDS = "projektet minskar utsläppen i kommunen med ton per år och ger nya arbetssätt för klimatet samverkan stöd".split()
KINDS = ("prose", "answer", "rows", "items", "facts", "list")
MORE_STYLES = (
    STYLES
    + '<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/></w:style>'
    + '<w:style w:type="paragraph" w:styleId="Punktlista"><w:name w:val="List Bullet"/>'
    + '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
)
_LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="*"/><w:lvlJc w:val="left"/></w:lvl>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{_LEVEL.format("bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{_LEVEL.format("decimal")}</w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
)


_NUMBERS = itertools.count(1)


class Said(str):  # noqa: SLOT000 - it carries a number
    """A paragraph's text. `number` is kept when it is reworded and written as its w:rsidR, which the program does
    not read: so a judge knows which paragraph is which without asking the program.
    """

    def __new__(cls, text, number=None):
        made = super().__new__(cls, text)
        made.number = next(_NUMBERS) if number is None else number
        return made

    def reworded(self, text):
        return Said(text, self.number)


def marked(text, paragraph):
    """Return the XML of a paragraph with the number of its text."""
    return Xml(paragraph.replace("<w:p>", f'<w:p w:rsidR="{text.number:08X}">', 1))


@dataclass
class Section:
    number: int
    kind: str
    label: str
    sentences: list[str]


@dataclass
class Case:
    """What one document says: the form's sections, and the data."""

    sections: list[Section]
    values: dict[str, str | None]
    answers: dict[str, list[str]]
    items: list[dict[str, str | None]]
    header: str = "Ansökan"
    fresh: int = field(default=0)

    def word(self) -> str:
        """Return a word that nothing else in the test says."""
        self.fresh += 1
        return f"ny{self.fresh}x"


def sentence(rng, case=None):
    words = [rng.choice(WORDS) for _ in range(rng.randint(2, 9))]
    if case is not None:
        words.insert(rng.randrange(len(words)), case.word())
    return Said(" ".join(words).capitalize() + ".")


def random_case(rng):
    case = Case([], {}, {}, [])
    for number in range(rng.randint(1, 5)):
        case.sections.append(_section(rng, number, None))
    for number in range(30):
        case.values[f"project.v{number}"] = None if rng.random() < 0.15 else _value(rng)
        case.answers[f"project.a{number}"] = [sentence(rng) for _ in range(rng.randint(0, 3))]
    case.items = [_item(rng) for _ in range(rng.randint(0, 4))]
    return case


def changed(rng, base):
    """Return the case after a day's work on the data and on the form."""
    case = copy.deepcopy(base)
    for path in case.values:
        if rng.random() < 0.3:
            case.values[path] = rng.choice(
                [None, f"{_value(rng)} {case.word()}", f"{_value(rng)} {case.word()}"]
            )
    for path, paragraphs in case.answers.items():
        if rng.random() < 0.4:
            case.answers[path] = _reworked(rng, case, paragraphs)
    case.items = _reordered(rng, case)
    if rng.random() < 0.3:
        case.sections.insert(rng.randint(0, len(case.sections)), _section(rng, 10 + case.fresh % 9, case))
    if rng.random() < 0.2 and len(case.sections) > 1:
        case.sections.pop(rng.randrange(len(case.sections)))
    if rng.random() < 0.3:
        section = rng.choice(case.sections)
        label = rng.choice([f"{section.label} {case.word()}", sentence(rng, case)])
        section.label = section.label.reworded(label)
    for section in case.sections:
        if rng.random() < 0.2:
            section.sentences = _reworked(rng, case, section.sentences) or [sentence(rng, case)]
    if rng.random() < 0.2:
        case.header = f"Ansökan {case.word()}"
    return case


def rewritten(rng, case):
    """Give one paragraph of the case words that nothing else says; return its number."""
    section = rng.choice(case.sections)
    new = " ".join(case.word() for _ in range(rng.randint(2, 5)))
    answer = case.answers[f"project.a{section.number}"]
    if section.kind in {"answer", "list"} and answer and rng.random() < 0.5:
        at = rng.randrange(len(answer))
        answer[at] = answer[at].reworded(new)
        return answer[at].number
    if section.kind == "prose" and len(section.sentences) > 1 and rng.random() < 0.5:
        section.sentences[-1] = section.sentences[-1].reworded(new)
        return section.sentences[-1].number
    section.label = section.label.reworded(new)
    return section.label.number


def _section(rng, number, case):
    return Section(
        number,
        rng.choice(KINDS),
        sentence(rng, case),
        [sentence(rng, case) for _ in range(rng.randint(1, 3))],
    )


def _value(rng):
    return rng.choice(
        [str(rng.randint(1, 999)), rng.choice(WORDS), f"{rng.choice(WORDS)} {rng.randint(1, 99)} 000"]
    )


def _item(rng, case=None):
    name = f"{rng.choice(WORDS)} {rng.randint(1, 99)}" + (f" {case.word()}" if case else "")
    return {
        "name": name,
        "sum": str(rng.randint(1, 9999)),
        "who": rng.choice([None, *WORDS]),
        "text": sentence(rng),
    }


def _reworked(rng, case, paragraphs):
    found = list(paragraphs)
    for _ in range(rng.randint(1, 2)):
        what = rng.random()
        at = rng.randrange(len(found) + 1)
        if what < 0.3 or not found:
            found.insert(at, sentence(rng, case))
        elif what < 0.5:
            found.pop(at % len(found))
        elif what < 0.65:
            words = " ".join(case.word() for _ in range(rng.randint(2, 5)))
            found[at % len(found)] = found[at % len(found)].reworded(words)
        else:
            words = found[at % len(found)].split(" ")
            words[rng.randrange(len(words))] = case.word()
            found[at % len(found)] = found[at % len(found)].reworded(" ".join(words))
    return found


def _reordered(rng, case):
    items = [item for item in case.items if rng.random() > 0.12]
    if rng.random() < 0.25:
        rng.shuffle(items)
    for item in items:
        if rng.random() < 0.25:
            item[rng.choice(["sum", "who"])] = case.word()
        if rng.random() < 0.1:
            item["text"] = sentence(rng, case)
    while rng.random() < 0.3:
        items.insert(rng.randint(0, len(items)), _item(rng, case))
    return items


def render(case) -> bytes:
    """Return the document, as the program would write it."""
    return _Writer(case).document()


class _Writer:
    def __init__(self, case):
        self.case, self.seen = case, {}

    def document(self):
        case = self.case
        body = [p("Titel: ", self.field("project.v0"), style="Rubrik1")]
        for section in case.sections:
            body.append(marked(section.label, p(section.label, style="Rubrik2")))
            body += getattr(self, section.kind)(section)
        return docx(
            *body,
            p("Slut."),
            styles=MORE_STYLES,
            title=case.values["project.v1"] or "",
            header=p(case.header, " – ", self.field("project.v2")),
            numbering=NUMBERING,
        )

    def number(self, path):
        self.seen[path] = self.seen.get(path, 0) + 1
        return control_id(path, self.seen[path])

    def field(self, path, value=None, *, item=False):
        text = value if item else self.case.values[path]
        n = self.number(path)
        alias = path.rsplit(".", 1)[-1].upper()
        if text is None:
            return Xml(placeholder(Origin(path, alias), n, "", '<w:rPr><w:color w:val="888888"/></w:rPr>'))
        return Xml(inline(Origin(path, alias), n, "", text))

    def whole(self, path, paragraphs, props=""):
        n = self.number(path)
        inside = "".join(marked(text, p(text, props=props)) for text in paragraphs) or p(
            r(f"Klicka och skriv: {path}")
        )
        return Xml(block(path, path.rsplit(".", 1)[-1].upper(), n, inside, missing=not paragraphs))

    def prose(self, section):
        n = section.number
        first = p(
            section.sentences[0],
            " ",
            self.field(f"project.v{n}"),
            " och ",
            self.field(f"project.v{n + 1}"),
            " kronor.",
        )
        rest = [marked(text, p(text, " ", b("Viktigt"), ".")) for text in section.sentences[1:]]
        return [marked(section.sentences[0], first), *rest]

    def answer(self, section):
        return [
            marked(section.sentences[0], p(section.sentences[0])),
            self.whole(f"project.a{section.number}", self.case.answers[f"project.a{section.number}"]),
        ]

    def list(self, section):
        props = '<w:pStyle w:val="Punktlista"/>'
        path = f"project.a{section.number}"
        return [self.whole(path, self.case.answers[path], props)]

    def facts(self, section):
        rows = [
            tr(tc(marked(text, p(text))), tc(p(self.field(f"project.v{section.number + k}"))))
            for k, text in enumerate(section.sentences)
        ]
        return [tbl(tr("Fråga", "Svar"), *rows), p()]

    def rows(self, section):
        items = [
            tr(
                tc(p(self.field(f"project.items.{k}.name", item["name"], item=True))),
                tc(p(self.field(f"project.items.{k}.sum", item["sum"], item=True), " kr")),
                tc(p(self.field(f"project.items.{k}.who", item["who"], item=True))),
            )
            for k, item in enumerate(self.case.items)
        ]
        return [tbl(tr("Namn", "Belopp", "Ansvarig"), *items, tr("Summa", section.sentences[0], "")), p()]

    def items(self, _section):
        found = []
        for k, item in enumerate(self.case.items):
            found.append(p("Aktivitet: ", self.field(f"project.items.{k}.name", item["name"], item=True)))
            found.append(self.whole(f"project.items.{k}.text", [item["text"]]))
        return found or [p("Inga aktiviteter.")]
