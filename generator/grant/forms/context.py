"""What templates, answers and rules can speak of: the data, the form at hand, the documents of this run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from generator.grant.forms import charts, deciding, payers, time_plan
from generator.grant.forms.answers import Answer, Filled
from generator.grant.forms.form import Form, Section
from generator.grant.forms.support import call_of, ordinance_of, support
from generator.grant.schema import Data
from generator.located import if_readable, locate
from generator.markdown import Para, Rich, Span, write

_ADDRESS = re.compile(r"(?:”(?P<page>[^”]+)”,\s+)?(?P<href>https?://(?:www\.)?(?P<site>[^/\s,;)]+)[^\s,;)]*)")


def shared(
    data: Data,
    forms: Sequence[Form],
    *,
    draft: bool,
    today: date | None = None,
    folders: Sequence[Form] = (),
) -> dict[str, Any]:
    """Return what every document and every rule can speak of; rules about `today` wait for a day.

    `forms` are those of the documents that are made, `folders` all that there are.
    """
    located = locate(data)
    documents = if_readable(lambda: _documents(data, forms))
    under = if_readable(lambda: support(data, forms))
    return {
        **located,
        "documents": documents,
        "folders": [_folder(form) for form in folders or forms],
        "decision": if_readable(lambda: deciding.of(located, under.lines)),
        "under_ordinance": under,
        "charts": if_readable(lambda: charts.of(data)),
        "plan": if_readable(lambda: time_plan.of(data)),
        "payers": if_readable(
            lambda: {form.name: payers.of(form.name, located, draft=draft) for form in forms}
        ),
        "draft": draft,
        "today": today,
    }


def of_form(form: Form, data: Data, common: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the answers and rules of one form can speak of."""
    return with_own(form, {**common, "form": _document(form, data), "profil": form.profile.words()})


def with_own(form: Form, names: Mapping[str, Any]) -> dict[str, Any]:
    """Return the names with `own`: the keys that only this form asks for."""
    return {**names, "own": names[form.name] if form.text.fields else {}}


def of_layout(filled: Filled, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the layout of a filled form can speak of."""
    last = filled.sections[-1][1][-1] if filled.sections else None
    return {
        **context,
        "form": {**context["form"], "others": _others(filled.form, context["financing"]["contributions"])},
        "sections": [_section(section, answers, last) for section, answers in filled.sections],
        "answers": {answer.question.id: answer.value for answer in filled.answers},
    }


def _documents(data: Data, forms: Sequence[Form]) -> list[dict[str, Any]]:
    bool(data.documents)  # UnreadableError when it cannot be said which are made
    return [_document(form, data) for form in sorted(forms, key=lambda form: _order(form, data))]


def _order(form: Form, data: Data) -> tuple[bool, int]:
    """Applications come in the order in which the financing names them, memos last."""
    named = [line.application for line in data.financing.contributions]
    return form.text.kind == "memo", named.index(form.name) if form.name in named else len(named)


def _folder(form: Form) -> dict[str, Any]:
    text = form.text
    return {
        "name": form.name,
        "title": text.title,
        "short": text.short,
        "kind": text.kind,
        "receiver": text.receiver,
        "sent_to": text.sent_to or text.receiver,
        "county": text.county,
        "area": text.area,
    }


def _document(form: Form, data: Data) -> dict[str, Any]:
    text = form.text
    return {
        **_folder(form),
        "source": text.source,
        "source_linked": _linked(text.source),
        "signing": text.signing,
        "ordinance": if_readable(lambda: ordinance_of(form, data)),
        "call": if_readable(lambda: _call(form, data)),
        "applied": if_readable(lambda: data.financing.applied(form.name)),
    }


def _others(form: Form, contributions: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the contributions to the budget that this application does not ask for, the largest first."""
    others = (line for line in contributions if line["inside"] and line["application"] != form.name)
    return sorted(others, key=lambda line: -(line["counted"] or 0))


def _call(form: Form, data: Data) -> Any:
    number, call = call_of(form, data)
    return locate(call, f"calls.{number}")


def _linked(text: str) -> Rich:
    """Return a text with each web address as a link: on the title of the page before it, else its site."""
    spans, end = [], 0
    for found in _ADDRESS.finditer(text):
        shown = f"”{found['page']}”" if found["page"] else found["site"]
        spans += [Span(text[end : found.start()]), Span(shown, href=found["href"])]
        end = found.end()
    return Rich(write([Para((*spans, Span(text[end:])))]))


def _section(section: Section, answers: Sequence[Answer], last: Answer | None) -> dict[str, Any]:
    questions = [{**_question(answer), "last": answer is last} for answer in answers]
    grouped = groupby(
        zip(answers, questions, strict=True), key=lambda each: section.is_fact(each[0].question)
    )
    parts = [(facts, [question for _answer, question in part]) for facts, part in grouped]
    return {
        "id": section.id,
        "label": section.label,
        "help": section.help,
        "style": section.style,
        "proposed": section.source != "verified",
        "unread": all(question["proposed"] for question in questions),
        "questions": questions,
        "parts": [
            {"facts": facts and (len(part) > 1 or section.style == "facts"), "questions": part}
            for facts, part in parts
        ],
    }


def _question(answer: Answer) -> dict[str, Any]:
    question = answer.question
    return {
        "id": question.id,
        "label": question.label,
        "help": question.help,
        "required": question.required,
        "limit": question.limit,
        "count": answer.count,
        "waits": answer.waits,
        "proposed": question.source != "verified",
        "table": question.table,
        "answer": answer.value,
    }
