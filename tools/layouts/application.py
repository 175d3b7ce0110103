"""The layout of an application: title, the form's sections with their questions, signature."""

from __future__ import annotations

from layouts import grants
from layouts.tables import Cell, Table, draw, heads, tag_row, text
from layouts.text import contents, each, p, put, tab, tag, when
from layouts.xml import Element

PERIOD = (
    "{% if project.period.start_day %}{{ project.period.start|isodatum }} – {% elif project.period.start %}"
    "från att ansökan skickas in till {% else %}{{ project.period.start }} – {% endif %}"
    "{{ project.period.end|isodatum }}"
)
FINANCIERS = (
    "{% for one in financing.by_financier %}{{ one.name }}"
    "{% if financing.total %} {{ one.share|procent }}{% endif %}"
    "{% if not loop.last %}, {% endif %}{% else %}–{% endfor %}"
)
CONTACT = (
    "{{ applicant.contact.name }}{% if draft or applicant.contact.email %}, {% endif %}"
    "{{ applicant.contact.email }}"
)
KEY_FACTS = (
    ("Sökande", put("applicant.name")),
    ("Projektnamn", put("project.name")),
    ("Projekttyp", put("project.type")),
    ("Projektperiod", PERIOD),
    ("Sökt belopp", put("form.applied|kronor")),
    ("Total kostnad", put("budget.total|kronor")),
    ("Finansiering", FINANCIERS),
    ("Diarienummer", put("case.number")),
    ("Kontakt", CONTACT),
)
PROPOSED = ("{% if draft and question.proposed %}\u00a0f{% endif %}", "Proposed")
COUNT = (
    "{{ question.count|belopp }} av {{ question.limit|belopp }} tecken"
    "{% if question.count > question.limit %} – för långt{% endif %}"
)
DRAFT_NOTE = (
    "Utkast. Skuggad text visar att en uppgift saknas. Frågor märkta med ett upphöjt f är föreslagna: de är "
    "inte hämtade från mottagarens formulär. Källa för formuläret: "
)
LONG = "sections|length > 5"  # more than five pages
ANSWERED = "question.count or (draft and question.waits)"  # a draft shows what is missing, a final a dash
ENGLISH = 'question.id == "sammanfattning_engelska"'


def body(signature: str) -> list[Element]:
    """Return the body; `signature` says what the one who signs vouches for."""
    return [*_title(), *_sections(), *_signature(signature)]


def _title() -> list[Element]:
    facts = Table(
        "Ansökan i korthet",
        "Vem som söker, projektets namn, typ och tid, belopp, finansiärer, diarienummer och kontakt.",
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
        *when("draft", p("Note", DRAFT_NOTE, put("form.source_linked"), ".")),
        *when(LONG, p("TOCHeading", "Innehåll"), p("TOC2", *contents("2-2"))),
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
        tag("elif draft"),
        p("Help", grants.NOTHING_YET),
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
