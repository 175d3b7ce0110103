"""The sheet for the e-service: one HTML page with all answers of an application, each ready to be pasted.

The page is one file: it works offline, and its own security policy forbids every request.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.formats.filters import FILTERS
from generator.grant.checks.answers import NEAR
from generator.grant.checks.carried import as_sent
from generator.grant.checks.roots import by_root
from generator.grant.forms.answers import Answer
from generator.grant.forms.form import TABLES, Question
from generator.grant.project import Dossier, FilledDocument
from generator.grant.schema.period import ON_SUBMISSION
from generator.language import _
from generator.located import origin_of
from generator.markdown import Rich, parse
from generator.problems import Problem, ProblemError, stops_final
from generator.sheet.tables import PastedTable, table_of
from generator.system import files
from generator.unseen import exact, shown

State = Literal["", "missing", "over", "near"]
MARKER = b'<meta name="generator" content="ansokan">'
"""What tells our pages from a file that somebody else has put in the same place."""
_HERE = Path(__file__).parent
_KEY_LENGTH = 16
_USES = {"ink": "heading", "accent": "accent", "quiet": "muted", "line": "line", "tint": "ground"}
"""What the page's style calls the colours of the profile."""
NOT_READ = {
    "law": "krävs i lag, orden är våra",
    "sibling": "läst i samma e-tjänst, inte i dagens formulär",
    "proposed": "vårt förslag",
}
"""What the page says of a label by its source, when that is not the receiver's form of today."""
_IN_STATE = frozenset({"answer-missing", "too-long", "nearly-too-long"})
"""What the state of a question says."""


@dataclass(frozen=True)
class SheetAnswer:
    """A question as the page shows it: `text` is what is copied, `key` changes when the text does.

    `problems` are the errors and warnings about it, without those that its state says already; `on_sending`:
    the answer is the day on which the application is sent, which is nothing to paste in a field for a date.
    """

    question: Question
    text: str
    count: int
    table: PastedTable | None
    state: State
    key: str
    problems: tuple[Problem, ...] = ()
    on_sending: bool = False

    @property
    def over(self) -> int:
        """How many characters the answer has beyond its limit; negative: how many are left."""
        return self.count - (self.question.limit or self.count)


class Unpulled(NamedTuple):
    """What a Word file says and the data does not: titles of fields to pull, and how many other edits."""

    fields: tuple[str, ...] = ()
    others: int = 0


def pages(
    dossier: Dossier, names: Sequence[str] = (), unpulled: Mapping[str, Unpulled] = {}
) -> Iterator[tuple[str, bytes]]:
    """Yield file name and page of each document with these names; of all when none is named.

    `unpulled` says by file name what is edited in the Word files and not in the data.
    """
    for document in dossier.documents:
        output = document.form.text.output
        if not names or document.form.name in names:
            made = page(document, Path(dossier.file.name).stem, dossier.problems, unpulled.get(output))
            yield Path(output).with_suffix(".html").name, made.encode()


def write(path: Path, content: bytes) -> bool:
    """Write a page and return whether the file changed; raise ProblemError when it is no page of ours."""
    old = files.read_if_there(path)
    if old is not None and MARKER not in old:
        message = _("A file that was not made here lies in the way, and is left as it is. Move it elsewhere.")
        raise ProblemError(Problem("error", "not-ours", message, str(path)))
    if old == content:
        return False
    files.write(path, content, over=old)
    return True


def page(
    document: FilledDocument, project: str, problems: Sequence[Problem] = (), unpulled: Unpulled | None = None
) -> str:
    """Return the page of a filled form; `project` is the name of its data file."""
    own = [
        each
        for each in by_root(
            [each for each in as_sent(problems) if each.document in {"", document.form.text.short}]
        )
        if each.level in {"error", "warning", "missing"} and each.code not in _IN_STATE
    ]
    sections = [
        (section, [_item(answer, document.context, own) for answer in answers])
        for section, answers in document.filled.sections
    ]
    items = [item for _section, each in sections for item in each]
    placed = {problem for item in items for problem in item.problems}
    made: str = _template().render(
        form=document.form,
        name=document.context["project"]["name"] or f"Projekt utan namn ({project})",
        applied=FILTERS["kronor"](document.context["form"]["applied"] or None),
        place=f"{project}/{document.form.name}",
        sections=sections,
        not_read=NOT_READ,
        to_mend=[item for item in items if item.state in {"missing", "over"} or stops_final(item.problems)],
        elsewhere=[each for each in own if each not in placed],
        unpulled=unpulled if unpulled and any(unpulled) else None,
        memo=document.form.text.kind == "memo",
        to_paste=sum(bool(item.text) for item in items),
        source=[
            (span.text, span.href) for span in parse(document.context["form"]["source_linked"].text)[0].spans
        ],
        **_inline(tuple(document.form.profile.text.colours)),
    )
    return made


def _item(answer: Answer, context: Mapping[str, Any], problems: Sequence[Problem]) -> SheetAnswer:
    question = answer.question
    table = table_of(question.table, context) if question.table else None
    text = "\n\n".join(part for part in (answer.text.strip("\n"), table.text if table else "") if part)
    text = text.replace("\u00a0", " ")  # a hard space is for lines of a document
    state = _state(answer, text)
    on_sending = text.casefold() == ON_SUBMISSION
    text = "" if on_sending else text
    key = hashlib.sha256(text.encode()).hexdigest()[:_KEY_LENGTH]
    at = {path for path in _paths(answer) if path}
    about = tuple(each for each in problems if any(_is_about(each, path) for path in at))
    return SheetAnswer(question, text, answer.count, table, state, key, about, on_sending)


def _paths(answer: Answer) -> Iterator[str]:
    """Yield where in the data the answer comes from."""
    if answer.question.table:
        yield TABLES[answer.question.table]
    for value in answer.value.values if isinstance(answer.value, Rich) else (answer.value,):
        origin = origin_of(value)
        yield origin.path if origin else ""


def _is_about(problem: Problem, path: str) -> bool:
    return bool(problem.path) and f"{problem.path}.".startswith(f"{path}.")


def _state(answer: Answer, text: str) -> State:
    if not text.strip() or answer.waits:
        return "missing" if answer.question.required else ""
    limit = answer.question.limit
    if limit is None or answer.count < NEAR * limit:
        return ""
    return "over" if answer.count > limit else "near"


@cache
def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=shown,
    )
    environment.filters["exact"] = exact
    environment.tests["stopping"] = lambda problem: stops_final([problem])
    return environment.get_template("page.html.jinja")


@cache
def _inline(colours: tuple[tuple[str, str], ...]) -> dict[str, Markup]:
    """Return style and script, and the hashes by which the page's policy allows these two alone.

    `colours`: those of the profile, by what they are used for.
    """
    css, js = ((_HERE / name).read_text("utf-8") for name in ("page.css", "page.js"))
    for use, colour in colours:
        css = re.sub(f"--{_USES[use]}: #[0-9a-f]{{6}};", f"--{_USES[use]}: #{colour.lower()};", css)
    return {
        "marker": Markup(MARKER.decode()),  # noqa: S704 -- our own text
        "css": Markup(css),  # noqa: S704 -- our own file
        "js": Markup(js),  # noqa: S704 -- our own file
        "css_hash": Markup(_hash(css)),  # noqa: S704 -- base64
        "js_hash": Markup(_hash(js)),  # noqa: S704 -- base64
    }


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
