"""Page one of an application: from whom to whom, when, which numbers, and what is sought of what."""

from __future__ import annotations

from layouts.content import Block, Row, Table, heads, p, put, tag, tag_row, text
from layouts.grants import NOTHING_YET

DASH = "\u2060–\u2060"
"""Between two days, on one line with both."""
UNKNOWN = f"{{% if draft %}}{NOTHING_YET}{{% else %}}–{{% endif %}}"
BLANK = "_" * 12
"""Room for what the receiver writes."""

SENDER = "{% if draft or case.unit %}{{ case.unit }}{% else %}{{ applicant.name }}{% endif %}"
TO = "{{ form.sent_to }}{% if form.sent_to != form.receiver %}, {{ form.receiver }}{% endif %}"
NAME_OF_CALL = "own.get('call')"
CALLED = f"({NAME_OF_CALL} is not none and (draft or {NAME_OF_CALL}))"
"""Not every form asks for the call's name."""
CALL = (
    f"{{% if {CALLED} %}}{put(NAME_OF_CALL)}{{% endif %}}"
    f"{{% if form.call.number %}}{{% if {CALLED} %}}, {{% endif %}}dnr {put('form.call.number')}{{% endif %}}"
)
DATE = "{% if draft or case.date %}{{ case.date|isodatum }}{% else %}–{% endif %}"
NUMBER = "{% if draft or case.number %}{{ case.number }}{% else %}–{% endif %}"

SHORT = "project.short_name and project.name|length > 120"
"""A name that fills the page gives way to the short one, where the form asks for the whole one."""
ASKED = "answers.projektnamn is defined"
PROJECT = (
    f"{{% if {ASKED} and {SHORT} %}}{{{{ project.short_name }}}}"
    "{% else %}{{ project.name }}{% endif %}"
)
SOUGHT = (
    "{% if form.applied %}{{ form.applied|kronor }}{% if budget.total and form.applied <= budget.total %}, "
    "{{ (form.applied / budget.total)|procent }} av {{ budget.total|kronor }}{% endif %}"
    f"{{% else %}}{UNKNOWN}{{% endif %}}"
)
PERIOD = (
    "{% if project.period.start and not project.period.start_day %}Från att ansökan skickas in till och med "
    f"{put('project.period.end|datum')}"
    f"{{% else %}}{{% if project.period.start_day %}}{put('project.period.start|isodatum')}"
    f"{{% else %}}{put('project.period.start')}{{% endif %}}–"
    f"{put('project.period.end|isodatum')}{{% endif %}}"
    "{% if draft or project.type %} ({{ project.type }}){% endif %}"
)
APPLICANT = (
    "{{ applicant.name }}"
    "{% if draft or applicant.organisation_number %}, {{ applicant.organisation_number }}{% endif %}"
    "{% if draft or applicant.address.street %}, {{ applicant.address.street }}{% endif %}"
    "{% if draft or applicant.address.city %}, {{ applicant.address.postcode }} "
    "{{ applicant.address.city }}{% endif %}"
    "{% if applicant.foreign %}, {{ applicant.country }}{% endif %}"
)
MOST = 3
"""So many of those who pay stand on page 1; the table of the financing has all."""
OTHERS = (
    "{% for line in form.others if draft or line.answered %}"
    f"{{% if loop.index <= {MOST} %}}{{% if not loop.first %}}; {{% endif %}}{{{{ line.financier }}}}"
    "{% if line.granted.limit %}, {{ line.counted|kronor }}{% elif draft or line.amount %}, "
    "{{ line.amount|kronor }}{% endif %}"
    "{% if line.status == 'egen' %} (egna medel){% elif draft or line.status %} "
    "({{ line.status }}){% endif %}"
    f"{{% elif loop.last %}} och {{{{ loop.index - {MOST} }}}} till{{% endif %}}"
    "{% else %}–{% endfor %}"
)
CONTACT = "{{ applicant.contact.name }}" + "".join(
    f"{{% if draft or applicant.contact.{name} %}}, {{{{ applicant.contact.{name} }}}}{{% endif %}}"
    for name in ("phone", "email")
)
ASKED_FOR = "own.get('attachments')"
ATTACHMENTS = (
    f"{{% if {ASKED_FOR}|select|list %}}{put(f'{ASKED_FOR}|select|list|length')}{{% else %}}–{{% endif %}}"
)
KEY_FACTS = (
    ("Vi söker", SOUGHT),
    ("Projekttid", PERIOD),
    ("Sökande", APPLICANT),
    ("Övriga finansiärer", OTHERS),
    ("Kontakt", CONTACT),
)


def _asked_for(label: str, condition: str, value: str) -> tuple[Row, ...]:
    """Return a row that not every form has."""
    return tag_row(f"if {condition}", 2), ((p("Fråga", label),), text(value)), tag_row("endif", 2)


ROWS = tuple(((p("Fråga", label),), text(value)) for label, value in KEY_FACTS)
FACTS = Table(
    "Ansökan i korthet",
    "Utlysning, vad som söks, projektets tid, vem som söker, övriga finansiärer, kontakt och bilagor.",
    (44, 116),
    heads("I korthet", "Uppgift"),
    (
        *_asked_for("Utlysning", f"{CALLED} or form.call.number", CALL),
        *ROWS,
        *_asked_for("Bilagor", f"{ASKED_FOR} is not none", ATTACHMENTS),
    ),
    style="Faktatabell",
)


def head() -> list[Block]:
    """Return the lines of reference, the title and the project's name."""
    theirs = "form.call.case_number"
    return [
        p("Referensrad", f"Från: {SENDER}", "\t", f"Datum:\u00a0{DATE}"),
        p("Referensrad", f"Till: {TO}", "\t", f"Vårt\u00a0dnr:\u00a0{NUMBER}"),
        tag(f"if {theirs}"),
        p("Referensrad", "\t", f"Ert\u00a0dnr:\u00a0{put(theirs)}"),
        tag("else"),
        p("Referensrad", "\t", f"Ert\u00a0dnr:\u00a0{BLANK}"),
        tag("endif"),
        p("Heading 1", put("form.title")),
        p("Subtitle", PROJECT),
    ]
