"""The layout of an application: title, the form's sections with their questions, signature."""

from __future__ import annotations

from layouts import grants
from layouts.tables import Cell, Table, draw, heads, tag_row, text
from layouts.text import each, p, put, tab, tag, when
from layouts.xml import Element

PERIOD = (
    "{% if project.period.start_day %}{{ project.period.start|isodatum }} – {% elif project.period.start %}"
    "från att ansökan skickas in till {% else %}{{ project.period.start }} – {% endif %}"
    "{{ project.period.end|isodatum }}"
)
KEY_FACTS = (
    ("Sökande", put("applicant.name")),
    ("Projektnamn", put("project.name")),
    ("Projektperiod", PERIOD),
    ("Sökt belopp", put("form.applied|kronor")),
    ("Total kostnad", put("budget.total|kronor")),
    ("Diarienummer", put("case.number")),
)
PROPOSED = ("{% if draft and question.proposed %} (föreslagen){% endif %}", "Proposed")
COUNT = (
    "{{ question.count|belopp }} av {{ question.limit|belopp }} tecken"
    "{% if question.count > question.limit %} – för långt{% endif %}"
)
DRAFT_NOTE = (
    "Utkast. Skuggad text visar att en uppgift saknas. Frågor märkta ”föreslagen” är inte hämtade "
    "från mottagarens formulär. Källa för formuläret: "
)
ANSWERED = "question.count or draft"  # a draft shows what is missing, a final document a dash
ENGLISH = 'question.id == "sammanfattning_engelska"'


def body(signature: str) -> list[Element]:
    """Return the body; `signature` says what the one who signs vouches for."""
    return [*_title(), *_sections(), *_signature(signature)]


def _title() -> list[Element]:
    facts = Table(
        "Ansökan i korthet",
        "Vem som söker, projektets namn och tid, sökt belopp, total kostnad och diarienummer.",
        (44, 116),
        heads("I korthet", "Uppgift"),
        tuple((Cell((("Question", label),)), text(value)) for label, value in KEY_FACTS),
        style="Faktatabell",
        together=True,
    )
    return [
        p("Receiver", put("form.receiver")),
        p("Heading1", put("form.title")),
        p("Subtitle", put("project.name")),
        draw(facts),
        *when("draft", p("Note", DRAFT_NOTE, put("form.source"), ".")),
    ]  # fmt: skip


def _sections() -> list[Element]:
    return each(
        "section",
        "sections",
        p("Heading2", put("section.label")),
        *when("draft and section.help", p("Help", put("section.help"))),
        tag('if section.style == "facts"'),
        draw(_facts()),
        tag("else"),
        *each("question", "section.questions", *_question()),
        tag("endif"),
    )


def _facts() -> Table:
    label = Cell((("Question", put("question.label")),), PROPOSED)
    tags = (f"{{% if {ANSWERED} %}}", put("question.answer"), "{% else %}", "–", "{% endif %}")
    answer = Cell(tuple(("TemplateTag" if words.startswith("{%") else "TableText", words) for words in tags))
    return Table(
        "Uppgifter",
        "En rad för varje fråga, med svaret till höger.",
        (64, 96),
        heads("Fråga", "Svar"),
        (
            tag_row("for question in section.questions", 2),
            (label, answer),
            tag_row("endfor", 2),
        ),
        style="Faktatabell",
    )


def _question() -> list[Element]:
    answer = [
        tag(f"if ({ANSWERED}) and {ENGLISH}"),
        p("EnglishSummary", put("question.answer")),
        tag(f"elif {ANSWERED}"),
        p("Normal", put("question.answer")),
        tag("else"),
        p("Normal", "–"),
        tag("endif"),
    ]
    return [
        p("Heading3", put("question.label"), PROPOSED),
        *when("draft and question.help", p("Help", put("question.help"))),
        *when("question.count or not question.table", *answer),
        *when("draft and question.limit", p("Count", COUNT)),
        *grants.asked(),
    ]


def _signature(signature: str) -> list[Element]:
    person = "applicant.authorised_signatory"
    return [
        p("Heading2", "Underskrift"),
        p("Normal", signature, keep=True),
        p("SignatureLine", "Ort och datum", tab(), tab()),
        p("SignatureLine", "Underskrift", tab(), tab()),
        p("SignatureName", "Namnförtydligande", tab(), put(f"{person}.name"), ", ", put(f"{person}.title")),
    ]
