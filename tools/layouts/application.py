"""The layout of an application: title, the form's sections with their questions, signature."""

from __future__ import annotations

from layouts import cost_lines, grants
from layouts.content import Block, Contents, Table, each, heads, p, put, tag, tag_row, text, when
from layouts.financing import WHOLE

PERIOD = (
    "{% if project.period.start_day %}{{ project.period.start|isodatum }} – {% elif project.period.start %}"
    "från att ansökan skickas in till {% else %}{{ project.period.start }} – {% endif %}"
    "{{ project.period.end|isodatum }}"
)
FINANCIERS = (
    "{% for one in financing.by_financier %}{{ one.name }}"
    f"{{% if one.total and {WHOLE} %}}"
    " {{ one.share|procent }}{% endif %}"
    "{% if not loop.last %}, {% endif %}{% else %}–{% endfor %}"
)


def _sum(worked_out: str) -> str:
    """Return a sum as it stands among the facts: a sum of nothing is not known."""
    unknown = f"{{% if draft %}}{grants.NOTHING_YET}{{% else %}}–{{% endif %}}"
    return f"{{% if {worked_out} %}}{put(f'{worked_out}|kronor')}{{% else %}}{unknown}{{% endif %}}"


CONTACT = (
    "{{ applicant.contact.name }}{% if draft or applicant.contact.email %}, {% endif %}"
    "{{ applicant.contact.email }}"
)
NUMBERS = (
    "{{ case.number }}{% if form.call.case_number %}, hos mottagaren {{ form.call.case_number }}{% endif %}"
    "{% if form.call.number %}, utlysningens {{ form.call.number }}{% endif %}"
)


KEY_FACTS = (
    ("Sökande", put("applicant.name")),
    ("Projektnamn", put("project.name")),
    ("Projekttyp", put("project.type")),
    ("Projektperiod", PERIOD),
    ("Sökt belopp", _sum("form.applied")),
    ("Total kostnad", _sum("budget.total")),
    ("Finansiering", FINANCIERS),
    ("Diarienummer", NUMBERS),
    ("Kontakt", CONTACT),
)
PROPOSED = ("{% if draft and question.proposed %}†{% endif %}", "Föreslagen")
COUNT = (
    "{{ question.count|belopp }} av {{ question.limit|belopp }} tecken"
    "{% if question.count > question.limit %} – för långt{% endif %}"
)
DRAFT_NOTE = (
    "Utkast. ”Klicka och skriv” visar att en uppgift saknas. Frågor märkta med † är inte lästa i mottagarens "
    "formulär som det ser ut i dag. Källa för formuläret: "
)
LONG = "sections|length > 5"  # more than five pages
ANSWERED = "question.count or (draft and question.waits)"  # a draft shows what is missing, a final a dash
ENGLISH = 'question.id == "sammanfattning_engelska"'


def body(signature: str) -> list[Block]:
    """Return the body; `signature` says what the one who signs vouches for."""
    return [*_title(), *_sections(), *_signature(signature), *cost_lines.appendix()]


def _title() -> list[Block]:
    facts = Table(
        "Ansökan i korthet",
        "Vem som söker, projektets namn, typ och tid, belopp, finansiärer, diarienummer och kontakt.",
        (44, 116),
        heads("I korthet", "Uppgift"),
        tuple(((p("Fråga", label),), text(value)) for label, value in KEY_FACTS),
        style="Faktatabell",
        together=True,
    )
    return [
        p("Mottagare", put("form.receiver")),
        p("Heading 1", put("form.title")),
        p("Subtitle", put("project.name")),
        facts,
        *when("draft", p("Anmärkning", DRAFT_NOTE, put("form.source_linked"), ".")),
        *when(LONG, p("TOC Heading", "Innehåll"), p("toc 2", Contents("2-2"))),
    ]  # fmt: skip


def _sections() -> list[Block]:
    return each(
        "section",
        "sections",
        p("Heading 2", put("section.label")),
        *when("draft and section.help", p("Hjälptext", put("section.help"))),
        tag('if section.style == "facts"'),
        _facts(),
        tag("else"),
        *each("question", "section.questions", *_question()),
        tag("endif"),
    )


def _facts() -> Table:
    label = (p("Fråga", put("question.label"), PROPOSED),)
    tags = (f"{{% if {ANSWERED} %}}", put("question.answer"), "{% else %}", "–", "{% endif %}")
    answer = tuple(p("Mallkod" if words.startswith("{%") else "Tabelltext", words) for words in tags)
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


def _question() -> list[Block]:
    answer = [
        tag(f"if ({ANSWERED}) and {ENGLISH}"),
        p("Summary English", put("question.answer")),
        tag(f"elif {ANSWERED}"),
        p("Normal", put("question.answer")),
        tag("elif draft"),
        p("Hjälptext", grants.NOTHING_YET),
        tag("else"),
        p("Normal", "–"),
        tag("endif"),
    ]
    return [
        p("Heading 3", put("question.label"), PROPOSED),
        *when("draft and question.help", p("Hjälptext", put("question.help"))),
        *when("question.count or not question.table", *answer),
        *when("draft and question.limit", p("Teckenräknare", COUNT)),
        *grants.asked(),
    ]


def _signature(signature: str) -> list[Block]:
    person = "applicant.authorised_signatory"
    return [
        p("Heading 2", "Underskrift"),
        p("Normal", signature, keep=True),
        p("Underskriftsrad", "Ort och datum", "\t", "\t"),
        p("Underskriftsrad", "Underskrift", "\t", "\t"),
        p(
            "Namnförtydligande",
            "Namnförtydligande",
            "\t",
            put(f"{person}.name"),
            ", ",
            put(f"{person}.title"),
        ),
    ]
