"""The layout of an application: page one, the form's sections with their questions, signature."""

from __future__ import annotations

from layouts import cost_lines, grants, page_one
from layouts.content import (
    Block,
    Contents,
    Paragraph,
    Table,
    each,
    heads,
    p,
    put,
    tag,
    tag_row,
    when,
)

MARK = "{% if draft and question.proposed and not section.unread %}† {% endif %}"
"""Beside a question not read in the receiver's form; where none of a section was, under its heading."""
TOO_LONG = "{{ question.count|belopp }} tecken, {{ (question.count - question.limit)|belopp }} för många"
OVER = "draft and question.limit and question.count > question.limit"
COUNT = "{{ question.count|belopp }} av {{ question.limit|belopp }} tecken"
DRAFT_NOTE = (
    "Utkast. [Hakparentes] visar vad som saknas: skriv över den, eller välj i listan. "
    "† vid en fråga: den är inte läst i mottagarens formulär som det ser ut i dag. "
    "† under ett avsnitts rubrik: det gäller alla frågor i avsnittet. Källa för formuläret: "
)
LONG = "sections|length > 10"  # more than about ten pages
ANSWERED = "question.count or (draft and question.waits)"  # a draft shows what is missing, a final a dash
ENGLISH = 'question.id == "sammanfattning_engelska"'
HELD = "(draft and question.limit) or question.last"
"""Then the answer's end stays with what follows: its count of characters, or the signature."""


SIGNED = "{{ project.name }}{% if form.applied %}, {{ form.applied|kronor }}{% endif %}"
"""Also a page that holds nothing but the signature says for what it is."""


def body() -> list[Block]:
    """Return the body."""
    return [
        *page_one.head(),
        page_one.FACTS,
        *when("draft", p("Anmärkning", DRAFT_NOTE, put("form.source_linked"), ".")),
        *when(LONG, p("TOC Heading", "Innehåll"), p("toc 2", Contents("2-2"))),
        *_sections(),
        *_signature(),
        *cost_lines.appendix(),
    ]


def _sections() -> list[Block]:
    return each(
        "section",
        "sections",
        p("Heading 2", put("section.label")),
        *when(
            "draft and (section.help or section.unread)",
            p("Hjälptext", "{% if section.unread %}† {% endif %}", put("section.help")),
        ),
        *each(
            "part",
            "section.parts",
            tag("if part.facts"),
            _facts(),
            tag("else"),
            *each("question", "part.questions", *_question()),
            tag("endif"),
        ),
    )


def _facts() -> Table:
    label = (
        p("Fråga", MARK, put("question.label")),
        tag("if draft and question.help"),
        p("Tabellhjälp", put("question.help")),
        tag("endif"),
    )
    answer = (
        tag(f"if {OVER}"),
        p("För långt", TOO_LONG),
        tag("endif"),
        tag(f"if {ANSWERED}"),
        p("Tabelltext", put("question.answer")),
        tag("elif draft"),
        p("Tabelltext", grants.NOTHING_YET),
        tag("else"),
        p("Tabelltext", "–"),
        tag("endif"),
    )
    return Table(
        "Uppgifter",
        "En rad för varje fråga, med svaret till höger.",
        (64, 96),
        heads("Fråga", "Svar"),
        (
            tag_row("for question in part.questions", 2),
            (label, answer),
            tag_row("endfor", 2),
        ),
        style="Faktatabell",
    )


def _question() -> list[Block]:
    alone = "section.questions|length == 1 and question.label == section.label"
    return [
        *when(f"not ({alone})", p("Heading 3", put("question.label"))),
        *when(
            "draft and (question.help or (question.proposed and not section.unread))",
            p("Hjälptext", MARK, put("question.help")),
        ),
        *when(OVER, p("För långt", TOO_LONG)),
        *when("question.count or not question.table", *_answer()),
        *when("draft and question.limit", p("Teckenräknare", COUNT)),
        *grants.asked(),
    ]


def _answer() -> list[Block]:
    def shown(*, keep: bool) -> list[Paragraph]:
        answer = put("question.answer")
        return [
            tag(f"if {ENGLISH}"),
            p("Summary English", answer, keep=keep),
            tag("else"),
            p("Normal", answer, keep=keep),
            tag("endif"),
        ]

    return [
        tag(f"if ({ANSWERED}) and ({HELD})"),
        *shown(keep=True),
        tag(f"elif {ANSWERED}"),
        *shown(keep=False),
        tag("elif draft"),
        p("Hjälptext", grants.NOTHING_YET),
        tag("else"),
        p("Normal", "–"),
        tag("endif"),
    ]


def _signature() -> list[Block]:
    person = "applicant.authorised_signatory"
    return [
        p("Heading 2", "Underskrift"),
        *when("draft and form.signing", p("Hjälptext", put("form.signing"))),
        p("Normal", "Ansökan undertecknas av behörig firmatecknare.", keep=True),
        p("Underskriftsrad", "Ort och datum", "\t", "\t"),
        p("Underskriftsrad", "Underskrift", "\t", "\t"),
        p("Namnförtydligande", "Namnförtydligande", "\t", put(f"{person}.name"), keep=True),
        *when(
            f"draft or {person}.title",
            p("Namnförtydligande", "Titel", "\t", put(f"{person}.title"), keep=True),
        ),
        p("Namnförtydligande", "Avser", "\t", SIGNED),
    ]
