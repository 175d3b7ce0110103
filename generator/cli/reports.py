"""What `generate` prints: each document, what waits in it, the Problems, a closing line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.cli.answered import say_answered, say_next
from generator.cli.exits import BUG, PROBLEMS
from generator.cli.printing import say, show, show_json
from generator.language import _, ngettext
from generator.phrases.clashes import clash_lines
from generator.phrases.findings import tally_of
from generator.phrases.outcomes import outcome_line
from generator.phrases.pending import pending_line
from generator.problems import Level, Problem
from generator.run.job import Report
from generator.system import bugs


class Reporter:
    """Prints what became of each data file when it comes, and in the end what became of all.

    There may be a thousand: of each it keeps only what the end counts; for JSON, which is one object, all.
    """

    def __init__(self, form: str = "text", *, dry_run: bool = False) -> None:
        self._held: list[Report] | None = [] if form == "json" else None
        self._states: Counter[str] = Counter()
        self._levels: Counter[Level] = Counter()
        self._conflicts = 0
        self._last: tuple[Problem, ...] = ()
        self._dry = dry_run
        self.documents: list[Path] = []
        """Those that were not refused."""
        self.bug = False

    def add(self, report: Report) -> None:
        """Take what became of the next data file."""
        # What is wrong with the templates is the same for each file, and said once.
        if report.problems == self._last:
            report = report._replace(problems=())
        else:
            self._last = report.problems
        self._states.update(outcome.state for outcome in report.outcomes)
        self._levels.update(problem.level for problem in report.problems)
        self._conflicts += sum(outcome.conflicts for outcome in report.outcomes)
        self.bug = self.bug or any(problem.code == bugs.CODE for problem in report.problems)
        self.documents += [each.document for each in report.outcomes if each.state != "refused"]
        if self._held is None:
            _show(report, dry_run=self._dry)
        else:
            self._held.append(report)

    def end(self, before: str = "") -> int:
        """Print what became of all, after the word `before`, and return the exit code."""
        if self._held is None:
            say(before + self._closing())
        else:
            _show_json(self._held)
        return BUG if self.bug else PROBLEMS if self._levels["error"] else 0

    def _closing(self) -> str:
        """Return how many documents were written, merged, unchanged, and what is wrong."""
        written = self._states["written"] + self._states["replaced"]
        unchanged = self._states["unchanged"] + self._states["kept"]
        merged, conflicts = self._states["merged"], self._conflicts
        if self._dry:
            made = ngettext(
                "{count} document would be written", "{count} documents would be written", written
            )
        else:
            made = ngettext("{count} document written", "{count} documents written", written)
        parts = [
            made.format(count=written),
            ngettext("{count} unchanged", "{count} unchanged", unchanged).format(count=unchanged),
        ]
        if merged:
            parts.append(ngettext("{count} merged", "{count} merged", merged).format(count=merged))
        if conflicts:
            parts.append(ngettext("{count} conflict", "{count} conflicts", conflicts).format(count=conflicts))
        left = ", ".join(tally_of(self._levels)) + (" (ansokan check)" if self._levels.total() else "")
        return ", ".join(parts) + ". " + _("Left: {left}.").format(left=left)


def _show(report: Report, *, dry_run: bool) -> None:
    """Print what became of a data file: each document, what is new, how much is answered."""
    for outcome in report.outcomes:
        say(outcome_line(outcome, dry_run=dry_run))
        for field in outcome.pending:
            say(f"  {pending_line(field)}")
        for text in clash_lines(outcome.clashes):
            say(text)
    show(_new(report), headed=False)
    missing = [each for each in report.problems if each.level == "missing"]
    if missing:
        say_answered(report.answered)
        say_next(missing)


def _new(report: Report) -> list[Problem]:
    """Return what to tell of: what the last run had not told; while nothing is answered yet, errors alone.

    What is wrong beside the data file is told each time: a document that is left as it is has its reason.
    What is missing is counted, not told; conflicts stand below their document.
    """
    known = {each for each in report.known if each.file == str(report.data) and report.outcomes}
    blank = bool(report.answered) and report.answered[-1].answered == 0
    refused = any(each.code == "not-final" for each in report.problems)
    wanted = {"error"} if blank or refused else {"error", "warning", "hint"}
    told = [each for each in report.problems if each not in known and each.level in wanted]
    return [each for each in told if each.code != "conflict"]


def _show_json(reports: Sequence[Report]) -> None:
    """Print one JSON object: what became of each document, and the Problems."""
    made = [
        {
            "data": str(report.data),
            "document": str(outcome.document),
            "state": outcome.state,
            "merged": outcome.merged,
            "conflicts": outcome.conflicts,
            "clashes": [{**clash._asdict(), "message": _(clash.message)} for clash in outcome.clashes],
            "settled": outcome.settled,
            "pending": [field._asdict() for field in outcome.pending],
            "copy": str(outcome.copy) if outcome.copy else None,
        }
        for report in reports
        for outcome in report.outcomes
    ]
    show_json([problem for report in reports for problem in report.problems], documents=made)
